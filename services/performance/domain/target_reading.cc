#include "services/performance/domain/target_reading.h"

#include <fmt/format.h>

#include <optional>

namespace clearbudget::performance {
namespace {

using targets::Comparator;
using targets::ReadFault;
using targets::Target;
using targets::TargetKind;

LocalizedText ComparatorWords(Comparator comparator) {
  switch (comparator) {
    case Comparator::kEqual:
      return {"等于", "equal to"};
    case Comparator::kAtLeast:
      return {"不低于", "at least"};
    case Comparator::kMoreThan:
      return {"大于", "more than"};
    case Comparator::kAtMost:
      return {"不超过", "at most"};
    case Comparator::kLessThan:
      return {"小于", "less than"};
    case Comparator::kApproximately:
      return {"约", "about"};
  }
  return {};
}

LocalizedText QuantityReading(const Target& target, const std::string& unit) {
  const LocalizedText words = ComparatorWords(target.comparator);
  const LocalizedText number = NumberText(money::Ratio::FromDecimal(target.quantity.number), unit);
  return {fmt::format("定量，{}{}", words.chinese, number.chinese),
          fmt::format("quantitative, {} {}", words.english, number.english)};
}

LocalizedText RangeReading(const Target& target, const std::string& unit) {
  const std::string lower = target.quantity.number.ToText();
  const LocalizedText upper = NumberText(money::Ratio::FromDecimal(target.upper.number), unit);
  return {fmt::format("定量，{}{}至{}{}", lower, target.lower_inclusive ? "" : "（不含）", upper.chinese,
                      target.upper_inclusive ? "" : "（不含）"),
          fmt::format("quantitative, {}{} to {}{}", target.lower_inclusive ? "" : "above ", lower,
                      target.upper_inclusive ? "" : "below ", upper.english)};
}

LocalizedText DeadlineReading(const Target& target, int year) {
  const std::optional<targets::DeadlineDays> days = targets::DaysOf(*target.deadline, year);
  if (!days.has_value()) return {"时限，该日期不存在", "deadline, a day that does not exist"};
  const LocalizedText latest = DayText(days->latest);
  if (days->surely_in_time == days->latest) {
    return {fmt::format("时限，不晚于{}", latest.chinese), fmt::format("deadline, by {}", latest.english)};
  }
  const LocalizedText sure = DayText(days->surely_in_time);
  return {
      fmt::format("时限，不晚于{}为按期，晚于{}为逾期，其间难以断定", sure.chinese, latest.chinese),
      fmt::format("deadline, in time by {}, late after {}, in doubt between", sure.english, latest.english)};
}

}  // namespace

LocalizedText NumberText(const money::Ratio& number, const std::string& unit) {
  const std::string text = number.ToExactText();
  return {text + unit, unit.empty() ? text : fmt::format("{} {}", text, unit)};
}

LocalizedText DayText(const targets::CivilDay& day) {
  return {fmt::format("{}年{}月{}日", day.year, day.month, day.day),
          fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day)};
}

LocalizedText ReadingOf(const Target& target, const std::string& unit, int year) {
  switch (target.kind) {
    case TargetKind::kMissing:
      return {"未填写", "not stated"};
    case TargetKind::kQuantitative:
      return QuantityReading(target, unit);
    case TargetKind::kRange:
      return RangeReading(target, unit);
    case TargetKind::kDeadline:
      return DeadlineReading(target, year);
    case TargetKind::kQualitative:
      return {"定性，由评价人按完成程度评分", "qualitative, scored by a person"};
    case TargetKind::kUnreadable: {
      const LocalizedText fault = FaultText(target.fault);
      return {"无法识别：" + fault.chinese, "not readable: " + fault.english};
    }
  }
  return {};
}

LocalizedText FaultText(ReadFault fault) {
  switch (fault) {
    case ReadFault::kNone:
      return {"没有问题", "nothing is wrong"};
    case ReadFault::kInvalidText:
      return {"不是有效文本", "the text is not valid"};
    case ReadFault::kPlaceholder:
      return {"只有占位符号", "only a placeholder is written"};
    case ReadFault::kNumberFormat:
      return {"数字写法不规范", "the number is malformed"};
    case ReadFault::kNoNumber:
      return {"没有数字", "there is no number"};
    case ReadFault::kTextBeforeNumber:
      return {"数字前的文字含义不明", "the words before the number are not clear"};
    case ReadFault::kUnclearUnit:
      return {"数字后的内容不是计量单位", "what follows the number is no unit"};
    case ReadFault::kConflictingComparators:
      return {"比较符号互相矛盾", "the comparators contradict each other"};
    case ReadFault::kUnitsDiffer:
      return {"上下限的计量单位不同", "the bounds have different units"};
    case ReadFault::kRangeReversed:
      return {"下限大于上限", "the lower bound is above the upper one"};
    case ReadFault::kAmbiguousDate:
      return {"日期含义不明", "the date is ambiguous"};
    case ReadFault::kImpossibleDate:
      return {"日期不存在", "the date does not exist"};
    case ReadFault::kNotOneValue:
      return {"不是一个确定的值", "it is not one value"};
  }
  return {};
}

}  // namespace clearbudget::performance
