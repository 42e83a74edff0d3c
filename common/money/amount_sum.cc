#include "common/money/amount_sum.h"

namespace clearbudget::money {

void AmountSum::Add(Amount amount) {
  fen_ += amount.fen();
  ++count_;
}

void AmountSum::Subtract(Amount amount) {
  fen_ -= amount.fen();
  ++count_;
}

absl::StatusOr<Amount> AmountSum::Total() const {
  return Amount::FromFen(fen_);
}

}  // namespace clearbudget::money
