#include "common/rules/figure_text.h"

#include <array>
#include <string_view>

#include "common/rules/amount_in_fen.h"

namespace clearbudget::rules {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};

}  // namespace

std::string YuanText(const money::Ratio& fen) {
  const money::Ratio yuan = YuanOfFen(fen);
  return yuan.ToDecimalText(yuan.IsInteger() ? 0 : 2);
}

std::string GroupedYuanText(const money::Ratio& fen) {
  return Grouped(YuanOfFen(fen).ToDecimalText(2));
}

std::string TenThousandYuanText(const money::Ratio& fen) {
  const money::Ratio wan = YuanOfFen(fen).Divide(money::Ratio::FromInteger(10'000)).value_or(money::Ratio());
  return fen.IsInteger() ? wan.ToExactText() : wan.ToDecimalText(6);
}

std::string DirectionText(const money::Ratio& change) {
  if (change.IsZero()) return "持平";
  return change.IsNegative() ? "减少" : "增加";
}

std::string ChineseOrdinal(const money::Ratio& number) {
  const int64_t whole = number.ToInteger().value_or(0);
  if (whole < 1 || whole > 999) return number.ToExactText();
  const size_t hundreds = static_cast<size_t>(whole / 100);
  const size_t tens = static_cast<size_t>(whole / 10 % 10);
  const size_t ones = static_cast<size_t>(whole % 10);
  std::string text;
  if (hundreds > 0) text.append(kDigits[hundreds]).append("百");
  if (hundreds > 0 && tens == 0 && ones > 0) text.append(kDigits[0]);
  // Ten to nineteen stand without their 一 unless hundreds go before.
  if (tens > 1 || (tens == 1 && hundreds > 0)) text.append(kDigits[tens]);
  if (tens > 0) text.append("十");
  if (ones > 0) text.append(kDigits[ones]);
  return text;
}

}  // namespace clearbudget::rules
