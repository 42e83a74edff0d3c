#include "common/rules/amount_in_fen.h"

#include <algorithm>

#include "absl/status/statusor.h"

namespace clearbudget::rules {

money::Ratio YuanOfFen(const money::Ratio& fen) {
  return fen.Divide(money::Ratio::FromInteger(100)).value_or(money::Ratio());
}

std::string CanonicalAmountText(const money::Ratio& fen) {
  const money::Ratio yuan = YuanOfFen(fen);
  return fen.IsInteger() ? yuan.ToDecimalText(2) : yuan.ToExactText();
}

std::string Grouped(std::string digits) {
  const size_t first = !digits.empty() && digits[0] == '-' ? 1 : 0;
  size_t at = std::min(digits.find('.'), digits.size());
  while (at > first + 3) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace clearbudget::rules
