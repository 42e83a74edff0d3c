#include "common/money/amount.h"

#include "fmt/core.h"

namespace clearbudget::money {
namespace {

constexpr int64_t kFenPerYuan = 100;
constexpr int kWanYuanPlaces = 6;  // 1 万元 = 10^6 分
constexpr DecimalTextRule kYuanRule = {
    "amount",
    "yuan as a plain decimal number with at most two places, such as 516000.00, within "
    "-10000000000000000 and 10000000000000000",
    2};

}  // namespace

absl::StatusOr<Amount> Amount::FromYuanText(std::string_view text) {
  const absl::StatusOr<DecimalParts> parts = ReadDecimalText(text, kYuanRule);
  if (!parts.ok()) return parts.status();
  absl::int128 fen = parts->unscaled;
  for (int places = parts->places; places < kYuanRule.max_places; ++places) fen *= 10;
  if (fen > kMaxFen || fen < -kMaxFen) return DecimalTextError(text, kYuanRule, NumberFault::kOutOfRange);
  return Amount(static_cast<int64_t>(fen));
}

absl::StatusOr<Amount> Amount::FromFen(absl::int128 fen) {
  if (fen > kMaxFen || fen < -kMaxFen) {
    return absl::OutOfRangeError(
        "amount is out of range; expected at most 10000000000000000 yuan either way");
  }
  return Amount(static_cast<int64_t>(fen));
}

std::string Amount::ToYuanText() const {
  return DecimalPartsText(fen_, 2);
}

std::string Amount::ToGroupedYuanText() const {
  const int64_t magnitude = Absolute().fen_;
  std::string whole = fmt::format("{}", magnitude / kFenPerYuan);
  for (size_t left = whole.size(); left > 3;) {
    left -= 3;
    whole.insert(left, 1, ',');
  }
  return fmt::format("{}{}.{:02}", IsNegative() ? "-" : "", whole, magnitude % kFenPerYuan);
}

std::string Amount::ToWanYuanText() const {
  int64_t unscaled = fen_;
  int places = kWanYuanPlaces;
  for (; places > 0 && unscaled % 10 == 0; --places) unscaled /= 10;
  return DecimalPartsText(unscaled, places);
}

absl::StatusOr<Amount> Amount::Add(Amount other) const {
  return FromFen(absl::int128(fen_) + other.fen_);
}

absl::StatusOr<Amount> Amount::Subtract(Amount other) const {
  return FromFen(absl::int128(fen_) - other.fen_);
}

}  // namespace clearbudget::money
