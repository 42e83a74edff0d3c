// Whether two figures agree when the values behind them were rounded before they were stated.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/money/amount.h"
#include "common/money/ratio.h"

namespace clearbudget::money {

enum class Agreement {
  kExact,      // no difference
  kRounding,   // a difference that rounding alone can make: a hint, never an error
  kDifferent,  // more than rounding can make
};

struct RoundingJudgement {
  Agreement agreement = Agreement::kExact;
  Ratio difference;  // stated - computed, with its sign
  Ratio allowance;   // (values + 1) * step / 2, never negative
};

// `values` figures, each rounded to a multiple of `step`, were summed into or compared with one other figure
// rounded alike: together they may be off by (values + 1) * step / 2, bound included. A step of 0 means that
// nothing was rounded. Inside one unit amounts are exact: the step is then 0.
// Errors: INVALID_ARGUMENT for negative `values` or `step`, OUT_OF_RANGE.
absl::StatusOr<RoundingJudgement> JudgeRounding(const Ratio& stated, const Ratio& computed, int64_t values,
                                                const Ratio& step);
// In 元; a figure given in 万元 with two places has the step 100 元.
absl::StatusOr<RoundingJudgement> JudgeRounding(Amount stated, Amount computed, int64_t values, Amount step);

}  // namespace clearbudget::money
