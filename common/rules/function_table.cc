#include "common/rules/function_table.h"

#include <algorithm>
#include <iterator>

namespace clearbudget::rules {
namespace {

constexpr size_t kMany = 50;
constexpr TypeKind kBool = TypeKind::kBool;
constexpr TypeKind kNumber = TypeKind::kNumber;
constexpr TypeKind kAmount = TypeKind::kAmount;
constexpr TypeKind kText = TypeKind::kText;

constexpr FunctionRow kFunctions[] = {
    {"stated", FunctionShape::kStated, Op::kStated, 1, 1},
    {"blank", FunctionShape::kBlank, Op::kBlank, 1, 1},
    {"if", FunctionShape::kIf, Op::kIf, 3, 3},
    {"first_stated", FunctionShape::kChoice, Op::kFirstStated, 2, kMany},
    {"min", FunctionShape::kChoice, Op::kLeast, 2, kMany},
    {"max", FunctionShape::kChoice, Op::kGreatest, 2, kMany},
    {"or_zero", FunctionShape::kOrZero, Op::kOrZero, 1, 1},
    {"under", FunctionShape::kTexts, Op::kUnder, 2, 2, kBool},
    {"starts_with", FunctionShape::kTexts, Op::kStartsWith, 2, 2, kBool},
    {"contains", FunctionShape::kTexts, Op::kContains, 2, 2, kBool},
    {"length", FunctionShape::kTexts, Op::kLength, 1, 1, kNumber},
    {"number_of", FunctionShape::kTexts, Op::kNumberOf, 1, 1, kNumber},
    {"target_kind", FunctionShape::kTexts, Op::kTargetKind, 1, 1, kText},
    {"target_comparator", FunctionShape::kTexts, Op::kTargetComparator, 1, 1, kText},
    {"target_number", FunctionShape::kTexts, Op::kTargetNumber, 1, 1, kNumber},
    {"target_upper", FunctionShape::kTexts, Op::kTargetUpper, 1, 1, kNumber},
    {"target_unit", FunctionShape::kTexts, Op::kTargetUnit, 1, 1, kText},
    {"target_is_rate", FunctionShape::kTexts, Op::kTargetIsRate, 1, 1, kBool},
    {"level", FunctionShape::kLevel, Op::kLevel, 2, 2},
    {"abs", FunctionShape::kNumeric, Op::kAbs, 1, 1},
    {"in_yuan", FunctionShape::kNumeric, Op::kInYuan, 1, 1, kNumber},
    {"as_amount", FunctionShape::kNumeric, Op::kAsAmount, 1, 1, kAmount},
    {"round", FunctionShape::kRound, Op::kRound, 2, 2},
    {"date", FunctionShape::kDate, Op::kConstant, 1, 1},
    {"year", FunctionShape::kDate, Op::kYear, 1, 1},
    {"month", FunctionShape::kDate, Op::kMonth, 1, 1},
    {"day", FunctionShape::kDate, Op::kDay, 1, 1},
    {"days_between", FunctionShape::kDate, Op::kDaysBetween, 2, 2},
    {"name_of", FunctionShape::kNameOf, Op::kNameOf, 1, 2},
    {"yuan", FunctionShape::kFormat, Op::kFormatYuan, 1, 1},
    {"grouped", FunctionShape::kFormat, Op::kFormatGrouped, 1, 1},
    {"wan", FunctionShape::kFormat, Op::kFormatWan, 1, 2},
    {"fixed", FunctionShape::kFormat, Op::kFormatFixed, 2, 2},
    {"percent", FunctionShape::kFormat, Op::kFormatPercent, 2, 2},
    {"direction", FunctionShape::kFormat, Op::kFormatDirection, 1, 1},
    {"chinese_ordinal", FunctionShape::kFormat, Op::kFormatOrdinal, 1, 1},
    {"shown", FunctionShape::kFormat, Op::kFormatDefault, 1, 1},
};

}  // namespace

const FunctionRow* FindFunction(std::string_view name) {
  const auto found = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                  [&](const FunctionRow& row) { return row.name == name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names = {"sum", "count", "all", "any", "the"};
  for (const FunctionRow& row : kFunctions) names.emplace_back(row.name);
  return names;
}

}  // namespace clearbudget::rules
