// What an expression comes to.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "absl/status/statusor.h"
#include "common/facts/date.h"
#include "common/money/amount.h"
#include "common/money/ratio.h"

namespace clearbudget::rules {

// One value, or blank: not stated, or not to be had because something else is not stated. Owns what it holds.
class Value {
 public:
  Value() = default;  // Blank.
  static Value Bool(bool value) { return Value(Held(value)); }
  static Value Number(money::Ratio value) { return Value(Held(value)); }
  static Value Amount(money::Amount value);
  // An amount that need not be whole 分, such as a share of one.
  static Value AmountOfFen(money::Ratio fen) { return Value(Held(Fen{fen})); }
  static Value Text(std::string value) { return Value(Held(std::move(value))); }  // Also codes and symbols.
  static Value Date(facts::Date value) { return Value(Held(value)); }

  bool blank() const { return std::holds_alternative<std::monostate>(held_); }
  // Each is nullptr where the value is blank or of another kind.
  const bool* AsBool() const { return std::get_if<bool>(&held_); }
  const money::Ratio* AsNumber() const { return std::get_if<money::Ratio>(&held_); }
  // An amount, counted in 分 and not necessarily whole.
  const money::Ratio* AsFen() const;
  const std::string* AsText() const { return std::get_if<std::string>(&held_); }
  const facts::Date* AsDate() const { return std::get_if<facts::Date>(&held_); }

  // The amount. Errors: INVALID_ARGUMENT where the value is not an amount of whole 分, OUT_OF_RANGE.
  absl::StatusOr<money::Amount> ToAmount() const;

  // Canonical text: amounts in 元 with two places (exact where they are not whole 分), numbers exactly ("2/3"
  // where decimals do not end), dates as YYYY-MM-DD, true and false. Empty for blank.
  std::string ToText() const;
  // "元" for an amount, else empty.
  std::string_view Unit() const { return AsFen() != nullptr ? "元" : ""; }

  bool operator==(const Value& other) const = default;

 private:
  struct Fen {
    money::Ratio fen;
    bool operator==(const Fen& other) const = default;
  };
  using Held = std::variant<std::monostate, bool, money::Ratio, Fen, std::string, facts::Date>;
  explicit Value(Held held) : held_(std::move(held)) {}

  Held held_;
};

}  // namespace clearbudget::rules
