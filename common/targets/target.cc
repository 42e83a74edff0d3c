#include "common/targets/target.h"

#include <algorithm>
#include <utility>

#include "common/targets/clause_reader.h"
#include "common/targets/comparator_words.h"
#include "common/targets/deadline_reader.h"
#include "common/targets/written_text.h"

namespace clearbudget::targets {
namespace {

// Longer texts are descriptions; nobody writes a number in so many characters.
constexpr size_t kMaxMeasuredText = 64;
constexpr size_t kMaxText = 4096;

// These faults are found only after the text was understood as numbers or dates, so it is never just words.
bool IsCertain(ReadFault fault) {
  switch (fault) {
    case ReadFault::kConflictingComparators:
    case ReadFault::kUnitsDiffer:
    case ReadFault::kRangeReversed:
    case ReadFault::kAmbiguousDate:
    case ReadFault::kImpossibleDate:
      return true;
    default:
      return false;
  }
}

bool IsLowerBound(Comparator comparator) {
  return comparator == Comparator::kAtLeast || comparator == Comparator::kMoreThan;
}

bool IsUpperBound(Comparator comparator) {
  return comparator == Comparator::kAtMost || comparator == Comparator::kLessThan;
}

void SetClause(const Clause& clause, Target& target) {
  target.kind = clause.upper.has_value() ? TargetKind::kRange : TargetKind::kQuantitative;
  target.label = clause.label;
  target.comparator = clause.comparator.value_or(Comparator::kEqual);
  target.comparator_stated = clause.comparator.has_value();
  target.quantity = clause.lower;
  if (clause.upper.has_value()) target.upper = *clause.upper;
}

// ≥90%且≤95%, 不少于3场,不超过5场: two clauses that bound one value.
bool ReadTwoBounds(std::u32string_view text, Target& target) {
  const size_t joint = text.find_first_of(U"且并,;、");
  if (joint == text.npos) return false;
  std::u32string_view second = text.substr(joint + 1);
  TakePrefix(second, U"且");
  const ClauseReading low = ReadClause(text.substr(0, joint));
  const ClauseReading high = ReadClause(second);
  if (!low.clause.has_value() || !high.clause.has_value()) return false;
  const Clause& lower = *low.clause;
  const Clause& upper = *high.clause;
  const bool bounds = lower.comparator.has_value() && upper.comparator.has_value() &&
                      IsLowerBound(*lower.comparator) && IsUpperBound(*upper.comparator);
  const bool one_value = !lower.upper.has_value() && !upper.upper.has_value() && upper.label.empty() &&
                         lower.lower.unit == upper.lower.unit && lower.lower.number < upper.lower.number;
  if (!bounds || !one_value) return false;
  target.kind = TargetKind::kRange;
  target.label = lower.label;
  target.comparator_stated = true;
  target.quantity = lower.lower;
  target.upper = upper.lower;
  target.lower_inclusive = lower.comparator == Comparator::kAtLeast;
  target.upper_inclusive = upper.comparator == Comparator::kAtMost;
  return true;
}

bool IsPlaceholder(std::u32string_view text) {
  return text.find_first_not_of(U"-~/\\*…._?") == std::u32string_view::npos;
}

void SetUnreadable(ReadFault fault, Target& target) {
  target.kind = TargetKind::kUnreadable;
  target.fault = fault;
}

void Read(std::u32string_view text, Target& target) {
  if (IsPlaceholder(text)) return SetUnreadable(ReadFault::kPlaceholder, target);
  ReadFault fault = ReadFault::kNoNumber;
  if (text.size() <= kMaxMeasuredText) {
    const DeadlineReading date = ReadDeadline(text);
    if (date.deadline.has_value()) {
      target.kind = TargetKind::kDeadline;
      target.deadline = date.deadline;
      target.deadline_is_plain = date.plain;
      return;
    }
    if (date.fault != ReadFault::kNone) return SetUnreadable(date.fault, target);
    const ClauseReading reading = ReadClause(text);
    if (reading.clause.has_value()) return SetClause(*reading.clause, target);
    if (ReadTwoBounds(text, target)) return;
    fault = reading.fault;
  }
  if (IsCertain(fault) || LooksMeasured(text)) return SetUnreadable(fault, target);
  target.kind = TargetKind::kQualitative;
}

}  // namespace

bool Target::IsRate() const {
  return (kind == TargetKind::kQuantitative || kind == TargetKind::kRange) && quantity.IsRate();
}

Target ReadTarget(std::string_view text) {
  Target target;
  target.text = std::string(text);
  const std::optional<std::u32string> decoded = Decode(text);
  if (!decoded.has_value() || decoded->size() > kMaxText) {
    SetUnreadable(ReadFault::kInvalidText, target);
    return target;
  }
  const std::u32string normalised = Normalised(*decoded);
  if (!normalised.empty()) {
    Read(normalised, target);
  } else if (std::any_of(decoded->begin(), decoded->end(),
                         [](char32_t c) { return c == U'。' || c == U'、'; })) {
    SetUnreadable(ReadFault::kPlaceholder, target);
  }
  return target;
}

std::string_view TargetKindName(TargetKind kind) {
  switch (kind) {
    case TargetKind::kMissing:
      return "missing";
    case TargetKind::kQuantitative:
      return "quantitative";
    case TargetKind::kRange:
      return "range";
    case TargetKind::kDeadline:
      return "deadline";
    case TargetKind::kQualitative:
      return "qualitative";
    case TargetKind::kUnreadable:
      return "unreadable";
  }
  return "";
}

std::string_view ComparatorName(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return "equal";
    case Comparator::kAtLeast:
      return "at_least";
    case Comparator::kMoreThan:
      return "more_than";
    case Comparator::kAtMost:
      return "at_most";
    case Comparator::kLessThan:
      return "less_than";
    case Comparator::kApproximately:
      return "approximately";
  }
  return "";
}

std::string_view ReadFaultName(ReadFault fault) {
  switch (fault) {
    case ReadFault::kNone:
      return "none";
    case ReadFault::kInvalidText:
      return "invalid_text";
    case ReadFault::kPlaceholder:
      return "placeholder";
    case ReadFault::kNumberFormat:
      return "number_format";
    case ReadFault::kNoNumber:
      return "no_number";
    case ReadFault::kTextBeforeNumber:
      return "text_before_number";
    case ReadFault::kUnclearUnit:
      return "unclear_unit";
    case ReadFault::kConflictingComparators:
      return "conflicting_comparators";
    case ReadFault::kUnitsDiffer:
      return "units_differ";
    case ReadFault::kRangeReversed:
      return "range_reversed";
    case ReadFault::kAmbiguousDate:
      return "ambiguous_date";
    case ReadFault::kImpossibleDate:
      return "impossible_date";
    case ReadFault::kNotOneValue:
      return "not_one_value";
  }
  return "";
}

}  // namespace clearbudget::targets
