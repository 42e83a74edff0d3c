// Sums of many amounts whose intermediate values may leave the range of one amount.
#pragma once

#include <cstdint>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/money/amount.h"

namespace clearbudget::money {

// Adds and subtracts in 128 bits (at most 2^63 amounts, so it cannot overflow); only Total is checked.
class AmountSum {
 public:
  void Add(Amount amount);
  void Subtract(Amount amount);

  // How many amounts went in. A sum over none is 0 in value; whether that means "no data" is the caller's.
  int64_t count() const { return count_; }
  absl::int128 fen() const { return fen_; }

  // Errors: OUT_OF_RANGE.
  absl::StatusOr<Amount> Total() const;

 private:
  absl::int128 fen_ = 0;
  int64_t count_ = 0;
};

}  // namespace clearbudget::money
