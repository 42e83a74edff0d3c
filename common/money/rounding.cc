#include "common/money/rounding.h"

#include "fmt/core.h"

namespace clearbudget::money {

absl::StatusOr<RoundingJudgement> JudgeRounding(const Ratio& stated, const Ratio& computed, int64_t values,
                                                const Ratio& step) {
  if (values < 0 || step.IsNegative()) {
    return absl::InvalidArgumentError(
        fmt::format("{} values rounded to {}; expected neither to be negative", values, step.ToExactText()));
  }
  const absl::StatusOr<Ratio> difference = stated.Subtract(computed);
  if (!difference.ok()) return difference.status();
  const absl::StatusOr<Ratio> steps = Ratio::FromParts(absl::int128(values) + 1, 2);
  const absl::StatusOr<Ratio> allowance = step.Multiply(*steps);
  if (!allowance.ok()) return allowance.status();

  RoundingJudgement judgement{Agreement::kDifferent, *difference, *allowance};
  if (difference->IsZero()) {
    judgement.agreement = Agreement::kExact;
  } else if (difference->Absolute() <= *allowance) {
    judgement.agreement = Agreement::kRounding;
  }
  return judgement;
}

absl::StatusOr<RoundingJudgement> JudgeRounding(Amount stated, Amount computed, int64_t values, Amount step) {
  return JudgeRounding(Ratio::FromAmount(stated), Ratio::FromAmount(computed), values,
                       Ratio::FromAmount(step));
}

}  // namespace clearbudget::money
