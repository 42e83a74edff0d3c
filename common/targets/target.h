// Target values (指标值) as people write them, and what can be read in them. Nothing is guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/targets/deadline.h"
#include "common/targets/quantity.h"

namespace clearbudget::targets {

enum class TargetKind {
  kMissing,       // blank
  kQuantitative,  // a comparator, a number and a unit: ≥90%, =6次, 0起, 不低于95%
  kRange,         // two bounds: 3-5场, ≥90%且≤95%
  kDeadline,      // 2020年12月底前
  kQualitative,   // words: 车辆正常使用, 逐步提高
  kUnreadable,    // meant as a number or date, but not clear; `fault` says why
};

enum class Comparator {
  kEqual,          // =, or none written (see Target::comparator_stated)
  kAtLeast,        // ≥ 不低于 不少于 以上
  kMoreThan,       // > 大于 超过: equality is not reached
  kAtMost,         // ≤ 不高于 不超过 以下 以内
  kLessThan,       // < 小于 低于: equality is not reached
  kApproximately,  // 约, 左右: how close is close enough takes a person
};

// Why a text is kUnreadable.
enum class ReadFault {
  kNone,
  kInvalidText,             // not UTF-8, or longer than any target value
  kPlaceholder,             // only signs such as "-", "/" or "——"
  kNumberFormat,            // "1e6", "1,00", "3 5", a number out of range
  kNoNumber,                // "≥", "≥上年"
  kTextBeforeNumber,        // "合格率100%": words that are no comparator
  kUnclearUnit,             // "95%满意", "6次，2天": what follows the number is no unit
  kConflictingComparators,  // "低于5以上", "≥3-5场"
  kUnitsDiffer,             // "3次-5天"
  kRangeReversed,           // "5-3场"
  kAmbiguousDate,           // "12月" (December or twelve months), "2020.12"
  kImpossibleDate,          // "2月30日前", "13月底前"
  kNotOneValue,             // only of actual values: "≥90%", "3-5场", "约3次"
};

// Stable lower-case names such as "at_least" and "units_differ": what rules, JSON and messages use.
std::string_view TargetKindName(TargetKind kind);
std::string_view ComparatorName(Comparator comparator);
std::string_view ReadFaultName(ReadFault fault);

struct Target {
  std::string text;  // as given, always
  TargetKind kind = TargetKind::kMissing;
  ReadFault fault = ReadFault::kNone;  // only with kUnreadable

  // Words before the comparator, such as 满意度 in 满意度≥90%. Half-width; usually empty.
  std::string label;
  Comparator comparator = Comparator::kEqual;  // with kQuantitative; with kRange kEqual or kApproximately
  bool comparator_stated = false;              // false: "100%" stands alone, which is read as equal
  Quantity quantity;                           // with kQuantitative; with kRange the lower bound
  Quantity upper;                              // with kRange, in the unit of the lower bound
  bool lower_inclusive = true;                 // with kRange
  bool upper_inclusive = true;                 // with kRange
  std::optional<Deadline> deadline;            // with kDeadline
  bool deadline_is_plain = false;  // with kDeadline: the date alone, without 前, 底, 内 or a verb

  // A quantitative target or range in per cent.
  bool IsRate() const;
};

// Total: any text gives a Target.
Target ReadTarget(std::string_view text);

}  // namespace clearbudget::targets
