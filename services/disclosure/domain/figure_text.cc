#include "services/disclosure/domain/figure_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/money/ratio.h"

namespace clearbudget::disclosure {
namespace {

constexpr int kPercentPlaces = 2;
constexpr int kAmountPlaces = 2;

// Groups the whole digits of a canonical decimal by three.
std::string Grouped(const std::string& decimal) {
  const size_t first = decimal.front() == '-' ? 1 : 0;
  const size_t end = std::min(decimal.find('.'), decimal.size());
  std::string grouped = decimal.substr(0, first);
  for (size_t i = first; i < end; ++i) {
    if (i > first && (end - i) % 3 == 0) grouped += ',';
    grouped += decimal[i];
  }
  return grouped + decimal.substr(end);
}

// At least two decimal places, and as many more as are needed to lose nothing.
std::string WithAmountPlaces(std::string decimal) {
  size_t point = decimal.find('.');
  if (point == std::string::npos) {
    point = decimal.size();
    decimal += '.';
  }
  while (decimal.size() - point - 1 < kAmountPlaces) decimal += '0';
  return decimal;
}

std::optional<std::string> ShowAmount(const rules::Value& value, ValueFormat format, AmountUnit unit) {
  const absl::StatusOr<money::Amount> amount = value.ToAmount();
  if (!amount.ok()) return std::nullopt;
  const bool plain = format == ValueFormat::kAmountPlain;
  if (unit == AmountUnit::kTenThousandYuan) {
    const std::string exact = amount->ToWanYuanText();
    return plain ? exact : Grouped(WithAmountPlaces(exact));
  }
  return plain ? amount->ToYuanText() : amount->ToGroupedYuanText();
}

std::optional<std::string> ShowNumber(const money::Ratio& number, ValueFormat format) {
  if (format == ValueFormat::kPercent) {
    const absl::StatusOr<money::Ratio> hundredfold = number.Multiply(money::Ratio::FromInteger(100));
    if (!hundredfold.ok()) return std::nullopt;
    return hundredfold->ToDecimalText(kPercentPlaces) + "%";
  }
  std::string exact = number.ToExactText();
  if (exact.find('/') != std::string::npos) return std::nullopt;
  return exact;
}

}  // namespace

Text TextOfPieces(const rules::Rendered& rendered) {
  Text text;
  for (const rules::Piece& piece : rendered.pieces) {
    if (piece.text.empty()) continue;
    const bool figure =
        piece.slot && piece.stated && (piece.value.AsNumber() != nullptr || piece.value.AsFen() != nullptr);
    if (figure) {
      text.push_back({piece.text, Figure{piece.fact, piece.value.ToText(), std::string(piece.value.Unit())}});
    } else if (!text.empty() && !text.back().figure.has_value()) {
      text.back().text += piece.text;
    } else {
      text.push_back({piece.text, std::nullopt});
    }
  }
  return text;
}

std::optional<std::string> ShowValue(const rules::Value& value, ValueFormat format, AmountUnit unit) {
  if (value.AsFen() != nullptr) return ShowAmount(value, format, unit);
  if (const money::Ratio* number = value.AsNumber()) return ShowNumber(*number, format);
  if (const facts::Date* date = value.AsDate()) {
    return fmt::format("{}年{}月{}日", date->year, date->month, date->day);
  }
  if (const bool* truth = value.AsBool()) return *truth ? "是" : "否";
  if (const std::string* text = value.AsText()) return *text;
  return std::nullopt;
}

}  // namespace clearbudget::disclosure
