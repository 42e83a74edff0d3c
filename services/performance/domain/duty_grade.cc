#include "services/performance/domain/duty_grade.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "services/performance/domain/comparison.h"
#include "services/performance/domain/target_reading.h"
#include "services/performance/domain/working_text.h"

namespace clearbudget::performance {
namespace {

// Completion in per cent is shown with as many places.
constexpr int kCompletionDecimals = 2;

std::string BlockPath(std::string_view root, int32_t number) {
  return fmt::format("{}[number={}]", root, number);
}

// A target that counts upwards, so that a share of it is a completion.
bool CountsUpwards(const targets::Target& target) {
  return target.kind == targets::TargetKind::kQuantitative &&
         (target.comparator == targets::Comparator::kAtLeast ||
          target.comparator == targets::Comparator::kMoreThan ||
          target.comparator == targets::Comparator::kEqual) &&
         target.quantity.number > money::Decimal::Zero();
}

std::optional<Obstacle> ShareOfTarget(const Indicator& indicator, const targets::Actual& actual, int year,
                                      const IndicatorPlace& place, money::Ratio& completion) {
  TargetInputs target;
  std::optional<Obstacle> obstacle = ReadTargetInputs(indicator, year, place, target);
  if (obstacle.has_value()) return obstacle;
  obstacle = AddActual(actual, place, target);
  if (obstacle.has_value()) return obstacle;
  const Obstacle no_share{.outcome = Outcome::kUnreadable,
                          .why = {"实际完成值不是完成率，也不能按目标折算",
                                  "the actual value is no completion in per cent, nor a share of the target"},
                          .missing = {}};
  if (!CountsUpwards(target.target) || !target.inputs.a.has_value()) return no_share;
  const auto share = target.inputs.a->Divide(*target.inputs.t);
  const auto percent = share.ok() ? share->Multiply(money::Ratio::FromInteger(100)) : share;
  if (!percent.ok()) return no_share;
  completion = *percent;
  return std::nullopt;
}

std::optional<Obstacle> CompletionOf(const Indicator& indicator, const IndicatorActual* reported, int year,
                                     const IndicatorPlace& place, money::Ratio& completion) {
  const targets::Actual actual = targets::ReadActual(reported == nullptr ? "" : reported->actual_value);
  if (actual.kind == targets::ActualKind::kQuantity && actual.quantity.IsRate()) {
    completion = money::Ratio::FromDecimal(actual.quantity.number);
    return std::nullopt;
  }
  if (actual.kind == targets::ActualKind::kQuantity)
    return ShareOfTarget(indicator, actual, year, place, completion);
  if (actual.kind == targets::ActualKind::kMissing) {
    return Obstacle{.outcome = Outcome::kInsufficientData,
                    .why = {"没有填报完成情况", "no completion is reported"},
                    .missing = {place.report + ".actual_value"}};
  }
  const LocalizedText fault = FaultText(actual.fault);
  const bool unreadable = actual.kind == targets::ActualKind::kUnreadable;
  return Obstacle{.outcome = Outcome::kUnreadable,
                  .why = {unreadable ? "实际完成值无法识别：" + fault.chinese : "实际完成值不是完成率",
                          unreadable ? "the actual value is not readable: " + fault.english
                                     : "the actual value is no completion in per cent"},
                  .missing = {}};
}

void AddGrade(const money::Ratio& completion, const GradingScheme& scheme, IndicatorEvaluation& graded) {
  const Grade& grade = scheme.GradeOf(completion);
  graded.outcome = completion >= money::Ratio::FromInteger(100) ? Outcome::kReached : Outcome::kNotReached;
  graded.grade = grade.code;
  graded.grade_name = grade.name;
  graded.formula = scheme.id();
  // As many places as decide the grade: 99.996 % must not read as 100 %.
  const absl::StatusOr<money::Ratio> shown = completion.FloorTo(kCompletionDecimals);
  const std::string text = shown.ok() ? shown->ToExactText() : completion.ToExactText();
  graded.working = {fmt::format("实际“{}”，完成{}%，评为“{}”。", graded.actual_value, text, grade.name),
                    fmt::format("Actual \"{}\", completed {} %, graded {} ({}).", graded.actual_value, text,
                                grade.code, grade.name)};
}

}  // namespace

IndicatorPlace PlaceOfDuty(const DutyBlock& block, const Indicator& indicator) {
  const std::string id = fmt::format(".indicators[indicator_id={}]", indicator.id);
  return {.revision = BlockPath("revision.content.targets.duty_indicator_blocks", block.number) + id,
          .report = BlockPath("progress_report.duty_blocks", block.number) + id};
}

DutyBlockEvaluation GradeDutyBlock(const DutyBlock& block, const DutyBlockProgress* progress,
                                   const Schemes& schemes, int year) {
  DutyBlockEvaluation result;
  result.number = block.number;
  result.goal = block.goal;
  result.grading_scheme = block.grading_scheme;
  const GradingScheme* scheme = schemes.FindGrading(block.grading_scheme);
  if (scheme != nullptr) result.reading = scheme->reading();
  for (const Indicator& indicator : block.indicators) {
    const IndicatorActual* actual =
        progress == nullptr ? nullptr : FindActual(progress->indicators, indicator.id);
    const IndicatorPlace place = PlaceOfDuty(block, indicator);
    IndicatorEvaluation graded;
    graded.indicator_id = indicator.id;
    graded.indicator_name = indicator.name;
    graded.target_value = indicator.target_value;
    // A duty indicator needs no target of its own.
    graded.target_reading =
        indicator.target_value.empty()
            ? LocalizedText{"按完成率评级", "graded by completion"}
            : ReadingOf(targets::ReadTarget(indicator.target_value), indicator.measurement_unit, year);
    if (actual != nullptr) graded.actual_value = actual->actual_value;
    money::Ratio completion;
    std::optional<Obstacle> obstacle;
    if (scheme == nullptr) {
      obstacle =
          Obstacle{.outcome = Outcome::kInsufficientData,
                   .why = {"没有评价标准", "there is no grading scheme"},
                   .missing = {BlockPath("revision.content.targets.duty_indicator_blocks", block.number) +
                               ".grading_scheme"}};
    } else {
      obstacle = CompletionOf(indicator, actual, year, place, completion);
    }
    if (obstacle.has_value()) {
      graded.outcome = obstacle->outcome;
      graded.missing = std::move(obstacle->missing);
      graded.working = ObstacleWorking(graded, obstacle->why);
    } else {
      AddGrade(completion, *scheme, graded);
    }
    result.indicators.push_back(std::move(graded));
  }
  return result;
}

}  // namespace clearbudget::performance
