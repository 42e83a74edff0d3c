// The types of the expression language.
#pragma once

#include <cstdint>
#include <string>

#include "common/facts/catalogue.h"
#include "common/rules/bound.h"

namespace clearbudget::rules {

enum class TypeKind {
  kBool,
  kNumber,  // An exact rational; whole numbers are numbers too.
  kAmount,  // Money.
  kText,
  kCode,
  kSymbol,
  kDate,
  kRecord,
  kList,
};

// As errors name it: "an amount", "a list of records".
std::string TypeKindName(TypeKind kind);

struct ValueType {
  TypeKind kind = TypeKind::kBool;
  std::string classification;                 // The list of a kCode; empty for a free code.
  const facts::RecordType* record = nullptr;  // Of a kRecord, or of the elements of a kList.
  bool literal = false;  // A written text may stand for a code or symbol, a written 0 for an amount.
  Bound bound;           // Of a kNumber or kAmount.

  static ValueType Bool() { return {}; }
  // A number variable or parameter: at most 10^12 with six places unless told otherwise. The compiler reckons
  // with it; a greater value may come out as a rule error.
  static ValueType Number(int64_t magnitude = 1'000'000'000'000, int places = 6);
  static ValueType Amount();
  static ValueType Text() { return {.kind = TypeKind::kText, .classification = {}, .bound = {}}; }
  static ValueType Code(std::string classification = {});
  static ValueType Date() { return {.kind = TypeKind::kDate, .classification = {}, .bound = {}}; }
};

// As errors name it: "a code of function".
std::string TypeName(const ValueType& type);

}  // namespace clearbudget::rules
