#include "services/performance/domain/comparison.h"

#include <fmt/format.h>

#include <cstdint>

#include "common/facts/date.h"
#include "services/performance/domain/target_reading.h"

namespace clearbudget::performance {
namespace {

using targets::Actual;
using targets::ActualKind;
using targets::Target;
using targets::TargetKind;

constexpr std::string_view kQualitative = "qualitative";
constexpr std::string_view kQuantitative = "quantitative";

Obstacle Missing(LocalizedText why, std::string path) {
  return {.outcome = Outcome::kInsufficientData, .why = std::move(why), .missing = {std::move(path)}};
}

Obstacle Unreadable(std::string chinese, std::string english) {
  return {.outcome = Outcome::kUnreadable, .why = {std::move(chinese), std::move(english)}, .missing = {}};
}

int64_t DayNumber(const targets::CivilDay& day) {
  return facts::Date{.year = day.year, .month = day.month, .day = day.day}.DaysSinceEpoch();
}

std::optional<Obstacle> AddNumbers(const IndicatorPlace& place, TargetInputs& result) {
  const Target& target = result.target;
  result.unit = target.quantity.unit.empty() ? result.measurement_unit : target.quantity.unit;
  if (result.unit.empty()) {
    return Missing({"定量目标没有计量单位", "the quantitative target has no unit of measure"},
                   place.revision + ".measurement_unit");
  }
  result.inputs.t = money::Ratio::FromDecimal(target.quantity.number);
  if (target.kind == TargetKind::kRange) {
    result.inputs.t_upper = money::Ratio::FromDecimal(target.upper.number);
    result.inputs.includes_t = target.lower_inclusive;
    result.inputs.includes_t_upper = target.upper_inclusive;
  }
  result.inputs.comparator = targets::ComparatorName(target.comparator);
  return std::nullopt;
}

std::optional<Obstacle> AddQuantity(const targets::Quantity& quantity, TargetInputs& result) {
  std::string unit = quantity.unit;
  if (unit.empty() && result.measurement_unit == result.unit) unit = result.unit;
  if (unit.empty()) {
    return Unreadable(fmt::format("实际完成值没有计量单位，目标以“{}”计", result.unit),
                      fmt::format("the actual value has no unit, the target counts \"{}\"", result.unit));
  }
  const targets::UnitScale theirs = targets::ScaleOf(unit);
  const targets::UnitScale ours = targets::ScaleOf(result.unit);
  if (theirs.base != ours.base) {
    return Unreadable(fmt::format("计量单位不一致：目标以“{}”计，实际以“{}”计", result.unit, unit),
                      fmt::format("the units differ: the target counts \"{}\", the actual value \"{}\"",
                                  result.unit, unit));
  }
  const auto factor = money::Ratio::FromParts(theirs.factor, ours.factor);
  const auto actual = factor.ok() ? money::Ratio::FromDecimal(quantity.number).Multiply(*factor) : factor;
  if (!actual.ok()) return Unreadable("实际完成值过大", "the actual value is too large");
  result.inputs.a = *actual;
  return std::nullopt;
}

std::optional<Obstacle> AddDay(const targets::CivilDay& day, TargetInputs& result) {
  const targets::Deadline& deadline = *result.target.deadline;
  const std::optional<targets::DeadlineDays> days = targets::DaysOf(deadline, result.year);
  if (!days.has_value()) return Unreadable("期限的日期不存在", "the day of the deadline does not exist");
  if (targets::Judge(deadline, result.year, day) == targets::Timeliness::kUndetermined) {
    return Unreadable("按期限的写法难以断定是否按期",
                      "the wording of the deadline leaves open whether it was kept");
  }
  result.inputs.days_late = DayNumber(day) - DayNumber(days->latest);
  return std::nullopt;
}

}  // namespace

std::optional<Obstacle> ReadTargetInputs(const Indicator& indicator, int year, const IndicatorPlace& place,
                                         TargetInputs& result) {
  result.target = targets::ReadTarget(indicator.target_value);
  result.unit = result.target.quantity.unit;
  result.measurement_unit = indicator.measurement_unit;
  result.year = year;
  result.inputs.direction = indicator.direction;
  const TargetKind kind = result.target.kind;
  if (kind == TargetKind::kMissing) {
    return Missing({"没有填写指标值", "there is no target value"}, place.revision + ".target_value");
  }
  if (indicator.nature == kQualitative) {
    result.inputs.kind = kQualitative;
    return std::nullopt;
  }
  if (kind == TargetKind::kUnreadable) {
    const LocalizedText fault = FaultText(result.target.fault);
    return Unreadable("指标值无法识别：" + fault.chinese,
                      "the target value is not readable: " + fault.english);
  }
  if (indicator.nature == kQuantitative && kind == TargetKind::kQualitative) {
    return Unreadable("指标标明为定量，指标值中却没有数字",
                      "the indicator is stated as quantitative, and its target value has no number");
  }
  result.inputs.kind = targets::TargetKindName(kind);
  if (kind == TargetKind::kQuantitative || kind == TargetKind::kRange) return AddNumbers(place, result);
  return std::nullopt;
}

std::optional<Obstacle> AddActual(const Actual& actual, const IndicatorPlace& place, TargetInputs& result) {
  if (actual.kind == ActualKind::kMissing) {
    return Missing({"没有填报实际完成值", "no actual value is reported"}, place.report + ".actual_value");
  }
  if (actual.kind == ActualKind::kUnreadable) {
    const LocalizedText fault = FaultText(actual.fault);
    return Unreadable("实际完成值无法识别：" + fault.chinese,
                      "the actual value is not readable: " + fault.english);
  }
  if (result.target.kind == TargetKind::kDeadline) {
    if (actual.kind == ActualKind::kDay) return AddDay(*actual.day, result);
    return Unreadable("目标是期限，实际完成值不是完整的日期",
                      "the target is a deadline, and the actual value is not a whole date");
  }
  if (actual.kind == ActualKind::kQuantity) return AddQuantity(actual.quantity, result);
  return Unreadable("目标是数量，实际完成值不是数量",
                    "the target is a quantity, and the actual value is none");
}

}  // namespace clearbudget::performance
