#include "common/targets/clause_reader.h"

#include <algorithm>
#include <array>

#include "common/targets/comparator_words.h"
#include "common/targets/number_reader.h"
#include "common/targets/written_text.h"

namespace clearbudget::targets {
namespace {

constexpr size_t kMaxLabel = 20;
constexpr size_t kMaxUnit = 10;

// Behind a Chinese numeral only these are units: 一次 is a count, but 一流 and 一致 are words. Ordinals such
// as 级 and 类 are left out, and 期, 届, 本 with them.
constexpr auto kMeasureWords = std::to_array<std::u32string_view>({
    U"次",     U"场",     U"个",       U"项",   U"件",     U"起",     U"天",       U"日",     U"月", U"年",
    U"个月",   U"人",     U"名",       U"位",   U"辆",     U"台",     U"套",       U"份",     U"篇", U"册",
    U"家",     U"户",     U"处",       U"座",   U"间",     U"批",     U"轮",       U"条",     U"张", U"只",
    U"组",     U"种",     U"例",       U"宗",   U"分",     U"小时",   U"个小时",   U"分钟",   U"周", U"季度",
    U"个季度", U"工作日", U"个工作日", U"人次", U"元",     U"公里",   U"米",       U"平方米", U"亩", U"公顷",
    U"吨",     U"千克",   U"公斤",     U"升",   U"立方米", U"百分点", U"个百分点", U"%",      U"成", U"号",
});

bool IsMeasureWord(std::u32string_view unit) {
  while (!unit.empty() && (unit.front() == U'万' || unit.front() == U'亿')) unit.remove_prefix(1);
  return unit.empty() || std::find(kMeasureWords.begin(), kMeasureWords.end(), unit) != kMeasureWords.end();
}

bool MixesLetters(std::u32string_view unit) {
  const auto is_letter = [](char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); };
  const bool has_letter = std::any_of(unit.begin(), unit.end(), is_letter);
  return has_letter && std::any_of(unit.begin(), unit.end(), [](char32_t c) { return c >= 0x80; });
}

// 10余次 and 10多次 are more than ten; 2019年水平 and 3月水平 speak of a time.
bool IsInexact(std::u32string_view unit) {
  if (unit.starts_with(U'余') || unit.starts_with(U'多') || unit.starts_with(U'来')) return true;
  const bool time_word =
      std::u32string_view(U"年月日号").find(unit.empty() ? U'\0' : unit.front()) != unit.npos;
  return time_word && unit.size() > 1 && unit[1] != U'/';
}

bool IsUnit(std::u32string_view unit, bool behind_chinese) {
  if (unit.size() > kMaxUnit) return false;
  if (unit.starts_with(U'%') || unit.starts_with(U'‰')) return unit.size() == 1;
  if (LooksMeasured(unit)) return false;
  if (unit.find_first_of(U",.;:!?\"'“”‘’、。《》-~+*# ") != std::u32string_view::npos) return false;
  // 5日前 and 3天后 are points in time; 5A级 is a class.
  if (!unit.empty() && std::u32string_view(U"前后底末初").find(unit.back()) != unit.npos) return false;
  if (MixesLetters(unit) || IsInexact(unit)) return false;
  return !behind_chinese || IsMeasureWord(unit);
}

bool TakeRangeSign(std::u32string_view& text) {
  const std::u32string_view before = text;
  while (TakePrefix(text, U"-") || TakePrefix(text, U"~")) {
  }
  if (before.size() - text.size() <= 2 && text.size() != before.size())
    return true;  // "--" is typed for a dash
  text = before;
  return TakePrefix(text, U"至") || TakePrefix(text, U"到");
}

struct Bound {
  WrittenNumber number;
  std::u32string_view unit;
};

ClauseReading Fault(ReadFault fault) {
  return {std::nullopt, fault};
}

class ClauseReader {
 public:
  ClauseReading Read(std::u32string_view text) {
    TakeFinalVerb(text);
    const std::optional<Comparator> suffix = TakeComparatorSuffix(text);
    const bool inclusive = !suffix.has_value() && TakeSuffix(text, U"(含)");
    const PrefixSplit prefix = SplitPrefix(text);
    if (prefix.negated || prefix.label.size() > kMaxLabel) return Fault(ReadFault::kTextBeforeNumber);
    const ReadFault fault = ReadBounds(prefix.rest);
    if (fault != ReadFault::kNone) return Fault(fault);

    Clause clause;
    const bool conflict = prefix.comparator.has_value() && suffix.has_value() && prefix.comparator != suffix;
    if (conflict) return Fault(ReadFault::kConflictingComparators);
    clause.comparator = prefix.comparator.has_value() ? prefix.comparator : suffix;
    if (upper_.has_value() && !AllowsRange(clause.comparator))
      return Fault(ReadFault::kConflictingComparators);
    const bool includes_bound =
        clause.comparator == Comparator::kAtLeast || clause.comparator == Comparator::kAtMost;
    if (inclusive && !includes_bound) return Fault(ReadFault::kConflictingComparators);
    const std::u32string_view frequency = FrequencyUnit(prefix.label);
    if (frequency.empty()) clause.label = Encode(prefix.label);
    return Finish(std::move(clause), frequency);
  }

 private:
  static bool AllowsRange(std::optional<Comparator> comparator) {
    return !comparator.has_value() || comparator == Comparator::kEqual ||
           comparator == Comparator::kApproximately;
  }

  ReadFault ReadBounds(std::u32string_view text) {
    const ReadFault fault = ReadBound(text, lower_);
    if (fault != ReadFault::kNone || text.empty()) return fault;
    if (!TakeRangeSign(text)) return ReadFault::kUnclearUnit;
    Bound upper;
    const ReadFault upper_fault = ReadBound(text, upper);
    if (upper_fault != ReadFault::kNone) return upper_fault;
    if (!text.empty()) return ReadFault::kUnclearUnit;
    upper_ = upper;
    return ShareUnit();
  }

  // A number and its unit, up to the end or a sign of a range.
  static ReadFault ReadBound(std::u32string_view& text, Bound& bound) {
    const std::u32string_view before = text;
    const NumberReading reading = TakeNumber(text);
    if (reading.malformed) return ReadFault::kNumberFormat;
    if (!reading.number.has_value()) {
      const bool digits_follow = std::any_of(before.begin(), before.end(), IsDigit);
      return digits_follow ? ReadFault::kTextBeforeNumber : ReadFault::kNoNumber;
    }
    bound.number = *reading.number;
    const size_t end = std::min(text.find_first_of(U"-~至到"), text.size());
    bound.unit = text.substr(0, end);
    text.remove_prefix(end);
    if (!IsUnit(bound.unit, bound.number.chinese)) return ReadFault::kUnclearUnit;
    if (!bound.number.rate_unit.empty()) {
      if (!bound.unit.empty()) return ReadFault::kUnclearUnit;
      bound.unit = bound.number.rate_unit;
    }
    return ReadFault::kNone;
  }

  // 3-5场 and 3万-5万元 state the unit once; 百分之九十至九十五 states it first.
  ReadFault ShareUnit() {
    const bool lower_is_short = upper_->unit.starts_with(lower_.unit) &&
                                (lower_.unit.empty() || lower_.unit == U"万" || lower_.unit == U"亿");
    if (lower_is_short) lower_.unit = upper_->unit;
    if (upper_->unit.empty() && !lower_.number.rate_unit.empty()) upper_->unit = lower_.unit;
    return lower_.unit == upper_->unit ? ReadFault::kNone : ReadFault::kUnitsDiffer;
  }

  // 月, 日 and 号 alone may be a date as well as a duration; four digits may be a year.
  static bool MayBeDate(const Bound& bound, bool compared) {
    const std::u32string_view unit = bound.unit;
    const money::Decimal& value = bound.number.value;
    const auto between = [&value](int64_t first, int64_t last) {
      return value >= money::Decimal::FromInteger(first) && value < money::Decimal::FromInteger(last + 1);
    };
    if (unit == U"年") return value.IsInteger() && between(1900, 2199);
    if (compared) return false;
    if (unit == U"月" || unit == U"日" || unit == U"号") return true;
    return unit.empty() && (between(2001, 2099) || between(20010101, 20991231));
  }

  static std::optional<Quantity> QuantityOf(const Bound& bound, std::u32string_view frequency) {
    if (bound.unit == U"成") {  // 九成 is 90 %
      const auto tenfold =
          money::Ratio::FromDecimal(bound.number.value).Multiply(money::Ratio::FromInteger(10));
      if (!tenfold.ok()) return std::nullopt;
      const auto value = money::Decimal::FromText(tenfold->ToExactText());
      if (!value.ok()) return std::nullopt;
      return Quantity{*value, "%"};
    }
    return Quantity{bound.number.value, Encode(bound.unit) + Encode(frequency)};
  }

  ClauseReading Finish(Clause clause, std::u32string_view frequency) {
    if (MayBeDate(lower_, clause.comparator.has_value())) return Fault(ReadFault::kAmbiguousDate);
    const std::optional<Quantity> lower = QuantityOf(lower_, frequency);
    if (!lower.has_value()) return Fault(ReadFault::kNumberFormat);
    clause.lower = *lower;
    if (!upper_.has_value()) return {std::move(clause), ReadFault::kNone};
    clause.upper = QuantityOf(*upper_, frequency);
    if (!clause.upper.has_value()) return Fault(ReadFault::kNumberFormat);
    if (clause.lower.number >= clause.upper->number) return Fault(ReadFault::kRangeReversed);
    return {std::move(clause), ReadFault::kNone};
  }

  Bound lower_;
  std::optional<Bound> upper_;
};

}  // namespace

ClauseReading ReadClause(std::u32string_view text) {
  return ClauseReader().Read(text);
}

}  // namespace clearbudget::targets
