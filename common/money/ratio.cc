#include "common/money/ratio.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "common/money/wide_arithmetic.h"
#include "fmt/core.h"

namespace clearbudget::money {
namespace {

using absl::int128;
using absl::uint128;

absl::Status Overflow() {
  return absl::OutOfRangeError("exact result does not fit into a fraction of two 127-bit integers");
}

constexpr int64_t PowerOfTen(int places) {
  int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

absl::Status CheckPlaces(int places) {
  if (places >= 0 && places <= Ratio::kMaxPlaces) return absl::OkStatus();
  return absl::InvalidArgumentError(
      fmt::format("{} decimal places; expected 0 to {}", places, Ratio::kMaxPlaces));
}

int128 Divisor(int128 left, int128 right) {
  return static_cast<int128>(GreatestCommonDivisor(Magnitude(left), Magnitude(right)));
}

std::string IntegerText(uint128 value) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// The next decimal digit of remainder / denominator. Ten additions instead of one multiplication by ten,
// which could leave 128 bits.
char NextDigit(uint128& remainder, uint128 denominator) {
  uint128 rest = 0;
  char digit = '0';
  for (int i = 0; i < 10; ++i) {
    rest += remainder;
    if (rest >= denominator) {
      rest -= denominator;
      ++digit;
    }
  }
  remainder = rest;
  return digit;
}

// Adds one unit in the last place to a run of digits with at most one point: "9.99" -> "10.00".
void IncrementLastPlace(std::string& digits) {
  for (size_t i = digits.size(); i > 0; --i) {
    char& digit = digits[i - 1];
    if (digit == '.') continue;
    if (digit != '9') {
      ++digit;
      return;
    }
    digit = '0';
  }
  digits.insert(0, 1, '1');
}

// How many decimal places write 1/denominator exactly; absent when it has another factor than 2 and 5, or
// needs more places than Ratio::kMaxPlaces.
std::optional<int> ExactPlaces(int128 denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  const int places = std::max(twos, fives);
  if (denominator != 1 || places > Ratio::kMaxPlaces) return std::nullopt;
  return places;
}

}  // namespace

Ratio Ratio::FromAmount(Amount amount) {
  const int64_t fen = amount.fen();
  if (fen % 100 == 0) return Ratio(fen / 100, 1);
  const int128 divisor = Divisor(fen, 100);
  return Ratio(fen / divisor, 100 / divisor);
}

Ratio Ratio::FromDecimal(const Decimal& value) {
  if (value.scale() == 0) return Ratio(value.unscaled(), 1);
  const int64_t denominator = PowerOfTen(value.scale());
  const int128 divisor = Divisor(value.unscaled(), denominator);
  return Ratio(value.unscaled() / divisor, denominator / divisor);
}

absl::StatusOr<Ratio> Ratio::FromParts(int128 numerator, int128 denominator) {
  if (denominator == 0) return absl::InvalidArgumentError("division by zero");
  if (numerator == absl::Int128Min() || denominator == absl::Int128Min()) return Overflow();
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (denominator == 1) return Ratio(numerator, 1);
  const int128 divisor = Divisor(numerator, denominator);
  return Ratio(numerator / divisor, denominator / divisor);
}

absl::StatusOr<Ratio> Ratio::Add(const Ratio& other) const {
  if (denominator_ == other.denominator_) {
    const std::optional<int128> sum = CheckedAdd(numerator_, other.numerator_);
    if (!sum.has_value()) return Overflow();
    return FromParts(*sum, denominator_);
  }
  // Dividing by the common divisor of the denominators first keeps the cross products as small as they get.
  const int128 common = Divisor(denominator_, other.denominator_);
  const std::optional<int128> left = CheckedMultiply(numerator_, other.denominator_ / common);
  const std::optional<int128> right = CheckedMultiply(other.numerator_, denominator_ / common);
  if (!left.has_value() || !right.has_value()) return Overflow();
  const std::optional<int128> sum = CheckedAdd(*left, *right);
  if (!sum.has_value()) return Overflow();
  // Only factors of `common` can still be shared by the sum and the product of the denominators.
  const int128 shared = Divisor(*sum, common);
  const std::optional<int128> denominator =
      CheckedMultiply(denominator_ / common, other.denominator_ / shared);
  if (!denominator.has_value()) return Overflow();
  return Ratio(*sum / shared, *denominator);
}

absl::StatusOr<Ratio> Ratio::Subtract(const Ratio& other) const {
  return Add(other.Negate());
}

absl::StatusOr<Ratio> Ratio::Multiply(const Ratio& other) const {
  const int128 first = Divisor(numerator_, other.denominator_);
  const int128 second = Divisor(other.numerator_, denominator_);
  const std::optional<int128> numerator = CheckedMultiply(numerator_ / first, other.numerator_ / second);
  const std::optional<int128> denominator =
      CheckedMultiply(denominator_ / second, other.denominator_ / first);
  if (!numerator.has_value() || !denominator.has_value()) return Overflow();
  return Ratio(*numerator, *denominator);
}

absl::StatusOr<Ratio> Ratio::Divide(const Ratio& other) const {
  if (other.numerator_ == 0) return absl::InvalidArgumentError("division by zero");
  if (other.numerator_ < 0) return Multiply(Ratio(-other.denominator_, -other.numerator_));
  return Multiply(Ratio(other.denominator_, other.numerator_));
}

absl::StatusOr<Ratio> Ratio::RoundHalfUp(int places) const {
  if (IsNegative()) {
    const absl::StatusOr<Ratio> rounded = Negate().RoundHalfUp(places);
    if (!rounded.ok()) return rounded.status();
    return rounded->Negate();
  }
  absl::Status status = CheckPlaces(places);
  if (!status.ok()) return status;
  const absl::StatusOr<Ratio> half_unit = FromParts(1, int128(2) * PowerOfTen(places));
  const absl::StatusOr<Ratio> raised = Add(*half_unit);
  if (!raised.ok()) return raised.status();
  return raised->FloorTo(places);
}

absl::StatusOr<Ratio> Ratio::FloorTo(int places) const {
  absl::Status status = CheckPlaces(places);
  if (!status.ok()) return status;
  const int64_t unit = PowerOfTen(places);
  const absl::StatusOr<Ratio> scaled = Multiply(Ratio(unit, 1));
  if (!scaled.ok()) return scaled.status();
  int128 quotient = scaled->numerator_ / scaled->denominator_;
  if (scaled->IsNegative() && scaled->denominator_ != 1) --quotient;
  return FromParts(quotient, unit);
}

std::string Ratio::ToDecimalText(int places) const {
  places = std::clamp(places, 0, kMaxPlaces);
  const uint128 denominator = Magnitude(denominator_);
  const uint128 magnitude = Magnitude(numerator_);
  uint128 remainder = magnitude % denominator;
  std::string digits = IntegerText(magnitude / denominator);
  if (places > 0) digits.push_back('.');
  for (int i = 0; i < places; ++i) digits.push_back(NextDigit(remainder, denominator));
  if (remainder >= denominator - remainder) IncrementLastPlace(digits);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  if (IsNegative() && !is_zero) digits.insert(0, 1, '-');
  return digits;
}

std::string Ratio::ToExactText() const {
  const std::optional<int> places = ExactPlaces(denominator_);
  if (places.has_value()) return ToDecimalText(*places);
  return fmt::format("{}{}/{}", IsNegative() ? "-" : "", IntegerText(Magnitude(numerator_)),
                     IntegerText(Magnitude(denominator_)));
}

absl::StatusOr<Amount> Ratio::ToAmount() const {
  if (100 % denominator_ != 0) {
    return absl::InvalidArgumentError(fmt::format("{} yuan is not a whole number of fen", ToExactText()));
  }
  const std::optional<int128> fen = CheckedMultiply(numerator_, 100 / denominator_);
  if (!fen.has_value()) return Overflow();
  return Amount::FromFen(*fen);
}

absl::StatusOr<Amount> Ratio::ToRoundedAmount() const {
  const absl::StatusOr<Ratio> rounded = RoundHalfUp(2);
  if (!rounded.ok()) return rounded.status();
  return rounded->ToAmount();
}

absl::StatusOr<int64_t> Ratio::ToInteger() const {
  if (denominator_ != 1) {
    return absl::InvalidArgumentError(fmt::format("{} is not an integer", ToExactText()));
  }
  if (numerator_ > std::numeric_limits<int64_t>::max() || numerator_ < std::numeric_limits<int64_t>::min()) {
    return absl::OutOfRangeError(fmt::format("{} does not fit into 64 bits", ToExactText()));
  }
  return static_cast<int64_t>(numerator_);
}

std::strong_ordering operator<=>(const Ratio& left, const Ratio& right) {
  if (left.denominator_ == right.denominator_) {
    if (left.numerator_ == right.numerator_) return std::strong_ordering::equal;
    return left.numerator_ < right.numerator_ ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (left.IsNegative() != right.IsNegative()) {
    return left.IsNegative() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const std::strong_ordering order =
      CompareProducts(Magnitude(left.numerator_), Magnitude(right.denominator_), Magnitude(right.numerator_),
                      Magnitude(left.denominator_));
  return left.IsNegative() ? 0 <=> order : order;
}

}  // namespace clearbudget::money
