#include "common/rules/trace.h"

#include <algorithm>

namespace clearbudget::rules {
namespace {

// Names of the contract's StatedFigure, the only record that tells how its amounts were printed.
constexpr std::string_view kPrintedUnit = "printed_unit";
constexpr std::string_view kPrintedDecimals = "printed_decimals";
constexpr std::string_view kTenThousandYuan = "AMOUNT_UNIT_TEN_THOUSAND_YUAN";

// The step of a figure printed so, in 分.
money::Ratio StepInFen(bool ten_thousand, int64_t decimals) {
  money::Ratio step = money::Ratio::FromInteger(ten_thousand ? 1'000'000 : 100);
  const money::Ratio ten = money::Ratio::FromInteger(10);
  for (int64_t i = 0; i < decimals; ++i) step = step.Divide(ten).value_or(step);
  return step;
}

}  // namespace

bool Trace::WantsFact() {
  if (muted_ > 0) return false;
  truncated_ = truncated_ || evidence_.size() >= Explained::kMaxTraced;
  return !truncated_;
}

void Trace::AddFact(std::string path, std::string value, std::string unit) {
  if (muted_ > 0) return;
  const auto same = [&](const Evidence& listed) { return listed.path == path; };
  if (std::any_of(evidence_.begin(), evidence_.end(), same)) return;
  if (WantsFact()) evidence_.push_back({std::move(path), std::move(value), std::move(unit)});
}

void Trace::AddMissing(std::string path) {
  if (missing_.size() >= Explained::kMaxTraced) return;
  if (std::find(missing_.begin(), missing_.end(), path) == missing_.end())
    missing_.push_back(std::move(path));
}

void Trace::AddPrinted(const facts::Record& record) {
  if (muted_ > 0) return;
  const std::string* unit = record.Get(kPrintedUnit).AsText();
  const int64_t* decimals = record.Get(kPrintedDecimals).AsInteger();
  if (decimals == nullptr || *decimals < 0 || *decimals > 6) return;
  const money::Ratio step = StepInFen(unit != nullptr && *unit == kTenThousandYuan, *decimals);
  // A step below one 分 rounds nothing.
  if (step < money::Ratio::FromInteger(1)) return;
  ++printed_.figures;
  printed_.step_in_fen = std::max(printed_.step_in_fen, step);
}

void Trace::Merge(const Trace& other) {
  for (const Evidence& item : other.evidence_) AddFact(item.path, item.value, item.unit);
  for (const std::string& path : other.missing_) AddMissing(path);
  if (muted_ > 0) return;
  printed_.figures += other.printed_.figures;
  printed_.step_in_fen = std::max(printed_.step_in_fen, other.printed_.step_in_fen);
}

void Trace::ForgetMissing(size_t mark) {
  if (mark < missing_.size()) missing_.resize(mark);
}

void Trace::ForgetFacts(size_t mark) {
  truncated_ = truncated_ && mark >= Explained::kMaxTraced;
  if (mark < evidence_.size()) evidence_.resize(mark);
}

}  // namespace clearbudget::rules
