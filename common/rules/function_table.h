// The functions of the language that are not operators over lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/rules/program.h"

namespace clearbudget::rules {

// How the compiler treats a function.
enum class FunctionShape {
  kStated,
  kBlank,
  kIf,
  kChoice,  // Several values of one type.
  kOrZero,
  kTexts,  // Texts or codes in, a bool, number or text out.
  kLevel,
  kNumeric,
  kRound,
  kDate,
  kNameOf,
  kFormat,
};

struct FunctionRow {
  std::string_view name;
  FunctionShape shape;
  Op op;
  size_t least_arguments;
  size_t most_arguments;
  TypeKind result = TypeKind::kBool;  // Of kTexts and kNumeric.
};

// nullptr for a name that is no function.
const FunctionRow* FindFunction(std::string_view name);
// With the functions over lists, for suggestions.
std::vector<std::string> FunctionNames();

}  // namespace clearbudget::rules
