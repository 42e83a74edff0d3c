#include "common/money/decimal.h"

#include "absl/numeric/int128.h"
#include "fmt/core.h"

namespace clearbudget::money {
namespace {

constexpr DecimalTextRule kDecimalRule = {
    "number", "a plain decimal number with at most nine places and eighteen digits, such as 95 or 0.5",
    Decimal::kMaxScale};

absl::int128 Widened(int64_t unscaled, int more_places) {
  absl::int128 value = unscaled;
  for (int i = 0; i < more_places; ++i) value *= 10;
  return value;
}

}  // namespace

absl::StatusOr<Decimal> Decimal::FromText(std::string_view text) {
  const absl::StatusOr<DecimalParts> parts = ReadDecimalText(text, kDecimalRule);
  if (!parts.ok()) return parts.status();
  return FromUnscaled(parts->unscaled, parts->places);
}

absl::StatusOr<Decimal> Decimal::FromUnscaled(int64_t unscaled, int scale) {
  if (scale < 0 || scale > kMaxScale) {
    return absl::InvalidArgumentError(
        fmt::format("scale {} of a number; expected 0 to {}", scale, kMaxScale));
  }
  for (; scale > 0 && unscaled % 10 == 0; --scale) unscaled /= 10;
  return Decimal(unscaled, scale);
}

std::string Decimal::ToText() const {
  return DecimalPartsText(unscaled_, scale_);
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  if (left.scale_ == right.scale_) return left.unscaled_ <=> right.unscaled_;
  const int scale = left.scale_ > right.scale_ ? left.scale_ : right.scale_;
  const absl::int128 a = Widened(left.unscaled_, scale - left.scale_);
  const absl::int128 b = Widened(right.unscaled_, scale - right.scale_);
  if (a == b) return std::strong_ordering::equal;
  return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace clearbudget::money
