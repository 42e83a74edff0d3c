// The types of the expression language.
#pragma once

#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"
#include "common/facts/catalogue.h"

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

// How large a number can become. A value n/d has |n| <= numerator and d <= denominator, and |n/d| <=
// magnitude. Where `decimal`, d divides `denominator`, a power of ten, so that sums of such values keep it.
// Amounts count 分.
struct Bound {
  absl::uint128 magnitude = 0;
  absl::uint128 numerator = 0;
  absl::uint128 denominator = 1;
  bool decimal = true;

  // Whole numbers of at most this magnitude.
  static Bound Whole(absl::uint128 magnitude);
  // Decimals of at most this magnitude with so many places, 0 to 9.
  static Bound Decimal(int64_t magnitude, int places);
};

struct ValueType {
  TypeKind kind = TypeKind::kBool;
  std::string classification;                 // The list of a kCode; empty for a free code.
  const facts::RecordType* record = nullptr;  // Of a kRecord, or of the elements of a kList.
  bool literal = false;  // A text written in the expression may stand for a code or symbol.
  Bound bound;           // Of a kNumber or kAmount.

  static ValueType Bool() { return {}; }
  // A number variable or parameter: at most 10^12 with six places unless told otherwise. A greater value is a
  // rule error when it is bound.
  static ValueType Number(int64_t magnitude = 1'000'000'000'000, int places = 6);
  static ValueType Amount();
  static ValueType Text() { return {.kind = TypeKind::kText, .classification = {}, .bound = {}}; }
  static ValueType Code(std::string classification = {});
  static ValueType Date() { return {.kind = TypeKind::kDate, .classification = {}, .bound = {}}; }
};

// As errors name it: "a code of function".
std::string TypeName(const ValueType& type);

}  // namespace clearbudget::rules
