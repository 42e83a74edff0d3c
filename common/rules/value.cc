#include "common/rules/value.h"

#include "common/rules/amount_in_fen.h"
#include "fmt/core.h"

namespace clearbudget::rules {

Value Value::Amount(money::Amount value) {
  return AmountOfFen(money::Ratio::FromInteger(value.fen()));
}

const money::Ratio* Value::AsFen() const {
  const Fen* fen = std::get_if<Fen>(&held_);
  return fen == nullptr ? nullptr : &fen->fen;
}

absl::StatusOr<money::Amount> Value::ToAmount() const {
  const money::Ratio* fen = AsFen();
  if (fen == nullptr) return absl::InvalidArgumentError("the value is not an amount");
  if (!fen->IsInteger()) return absl::InvalidArgumentError("the amount is not a whole number of 分");
  return money::Amount::FromFen(fen->numerator());
}

std::string Value::ToText() const {
  if (const bool* value = AsBool()) return *value ? "true" : "false";
  if (const money::Ratio* value = AsNumber()) return value->ToExactText();
  if (const money::Ratio* fen = AsFen()) return CanonicalAmountText(*fen);
  if (const std::string* value = AsText()) return *value;
  if (const facts::Date* value = AsDate()) return value->ToText();
  return "";
}

}  // namespace clearbudget::rules
