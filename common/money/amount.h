// An amount of money: exact, never rounded, never a floating-point number.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/money/decimal_text.h"

namespace clearbudget::money {

// Unit 分 inside, 元 in text. Range -10^16 元 .. 10^16 元 inclusive; every Amount is in range by
// construction. A figure that is not stated is an absent Amount (std::optional), never Zero().
class Amount {
 public:
  static constexpr int64_t kMaxFen = 1'000'000'000'000'000'000;  // 10^18 分 = 10^16 元

  // "516000", "516000.5" and "516000.00" are read; refused rather than rounded (grammar: decimal_text.h).
  // Errors: INVALID_ARGUMENT or OUT_OF_RANGE; NumberFaultOf tells which fault.
  static absl::StatusOr<Amount> FromYuanText(std::string_view text);

  // Errors: OUT_OF_RANGE.
  static absl::StatusOr<Amount> FromFen(absl::int128 fen);

  static constexpr Amount Zero() { return Amount(0); }

  int64_t fen() const { return fen_; }
  bool IsZero() const { return fen_ == 0; }
  bool IsNegative() const { return fen_ < 0; }

  // The canonical form, always two places: "516000.00".
  std::string ToYuanText() const;
  // The canonical form with groups of three: "1,890,824.46". For people, never read back.
  std::string ToGroupedYuanText() const;
  // Exact, with as many places as needed (0..6): 70000 元 is "7", 516000.01 元 is "51.600001".
  std::string ToWanYuanText() const;

  // Errors: OUT_OF_RANGE.
  absl::StatusOr<Amount> Add(Amount other) const;
  absl::StatusOr<Amount> Subtract(Amount other) const;
  // The range is symmetric, so these cannot fail.
  Amount Negate() const { return Amount(-fen_); }
  Amount Absolute() const { return Amount(fen_ < 0 ? -fen_ : fen_); }

  friend constexpr auto operator<=>(const Amount&, const Amount&) = default;

 private:
  explicit constexpr Amount(int64_t fen) : fen_(fen) {}

  int64_t fen_;
};

}  // namespace clearbudget::money
