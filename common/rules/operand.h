// A value while an expression is evaluated.
#pragma once

#include <string_view>

#include "common/facts/date.h"
#include "common/money/ratio.h"

namespace clearbudget::rules {

enum class OperandState : uint8_t { kBlank, kValue, kError };

// Owns nothing: a text belongs to the content, the program or the evaluation. Which member holds is known
// from the type of the expression; an amount is a number of 分.
struct Operand {
  OperandState state = OperandState::kBlank;
  bool truth = false;
  union {
    std::string_view text;
    money::Ratio number;
    facts::Date date;
  };

  Operand() : text() {}
  static Operand Error() {
    Operand operand;
    operand.state = OperandState::kError;
    return operand;
  }
  static Operand Truth(bool truth) {
    Operand operand;
    operand.state = OperandState::kValue;
    operand.truth = truth;
    return operand;
  }
  static Operand Number(const money::Ratio& number) {
    Operand operand;
    operand.state = OperandState::kValue;
    operand.number = number;
    return operand;
  }
  static Operand Text(std::string_view text) {
    Operand operand;
    operand.state = OperandState::kValue;
    operand.text = text;
    return operand;
  }
  static Operand Day(facts::Date date) {
    Operand operand;
    operand.state = OperandState::kValue;
    operand.date = date;
    return operand;
  }

  bool has_value() const { return state == OperandState::kValue; }
  bool blank() const { return state == OperandState::kBlank; }
  bool error() const { return state == OperandState::kError; }
  bool IsTrue() const { return has_value() && truth; }
  bool IsFalse() const { return has_value() && !truth; }
};

}  // namespace clearbudget::rules
