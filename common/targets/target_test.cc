#include "common/targets/target.h"

#include <string>

#include "fmt/core.h"
#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

// "at_least 90 %", "range [3,5] 场", "qualitative", "unreadable units_differ"; a comparator that was not
// written stands in brackets.
std::string Described(const Target& target) {
  const std::string unit = target.quantity.unit.empty() ? "" : " " + target.quantity.unit;
  const std::string label = target.label.empty() ? "" : target.label + ": ";
  switch (target.kind) {
    case TargetKind::kQuantitative: {
      const std::string_view name = ComparatorName(target.comparator);
      return fmt::format(fmt::runtime(target.comparator_stated ? "{}{} {}{}" : "{}({}) {}{}"), label, name,
                         target.quantity.number.ToText(), unit);
    }
    case TargetKind::kRange: {
      EXPECT_EQ(target.quantity.unit, target.upper.unit);
      const std::string about = target.comparator == Comparator::kApproximately ? "about " : "";
      return fmt::format("{}{}range {}{},{}{}{}", label, about, target.lower_inclusive ? '[' : '(',
                         target.quantity.number.ToText(), target.upper.number.ToText(),
                         target.upper_inclusive ? ']' : ')', unit);
    }
    case TargetKind::kUnreadable:
      return fmt::format("unreadable {}", ReadFaultName(target.fault));
    default:
      return std::string(TargetKindName(target.kind));
  }
}

struct Case {
  std::string text;
  std::string reading;
};

void ExpectReadings(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    const Target target = ReadTarget(c.text);
    EXPECT_EQ(Described(target), c.reading) << c.text;
    EXPECT_EQ(target.text, c.text);
    EXPECT_EQ(target.fault != ReadFault::kNone, target.kind == TargetKind::kUnreadable) << c.text;
    EXPECT_EQ(target.deadline.has_value(), target.kind == TargetKind::kDeadline) << c.text;
  }
}

TEST(TargetTest, ReadsSigns) {
  ExpectReadings({
      {"≥90%", "at_least 90 %"},
      {"≥75%", "at_least 75 %"},
      {"≥100%", "at_least 100 %"},
      {">=90%", "at_least 90 %"},
      {"=>90%", "at_least 90 %"},
      {"≧90%", "at_least 90 %"},
      {"》=90%", "at_least 90 %"},
      {"》＝90%", "at_least 90 %"},
      {"＞＝90％", "at_least 90 %"},
      {"> = 90 %", "at_least 90 %"},
      {"≥＝90%", "at_least 90 %"},
      {"⩾90%", "at_least 90 %"},
      {"≥９０．５％", "at_least 90.5 %"},
      {"≥ 90 ％ ", "at_least 90 %"},
      {"　≥90%。", "at_least 90 %"},
      {">90%", "more_than 90 %"},
      {"＞90%", "more_than 90 %"},
      {"》90%", "more_than 90 %"},
      {"〉90%", "more_than 90 %"},
      {"≤5天", "at_most 5 天"},
      {"<=5天", "at_most 5 天"},
      {"≦5天", "at_most 5 天"},
      {"《=5天", "at_most 5 天"},
      {"<5天", "less_than 5 天"},
      {"＜5天", "less_than 5 天"},
      {"=6次", "equal 6 次"},
      {"＝6次", "equal 6 次"},
      {"==6次", "equal 6 次"},
      {"=100%", "equal 100 %"},
      {"≈6次", "approximately 6 次"},
      {"≥-5%", "at_least -5 %"},
      {"≤－1.5%", "at_most -1.5 %"},
      {"≤1,200元", "at_most 1200 元"},
      {"≤1，200，000元", "at_most 1200000 元"},
      {"≤5万元", "at_most 5 万元"},
      {"≥3次/年", "at_least 3 次/年"},
      {"≥5个百分点", "at_least 5 个百分点"},
      {"≤3‰", "at_most 3 ‰"},
      {"≥12月", "at_least 12 月"},
      {"≥90", "at_least 90"},
  });
}

TEST(TargetTest, ReadsNumbersAlone) {
  ExpectReadings({
      {"100%", "(equal) 100 %"},
      {"0起", "(equal) 0 起"},
      {"6次", "(equal) 6 次"},
      {"0", "(equal) 0"},
      {"0.95", "(equal) 0.95"},
      {"-5%", "(equal) -5 %"},
      {"15亿元", "(equal) 15 亿元"},
      {"完成100%", "(equal) 100 %"},
      {"实现100%", "(equal) 100 %"},
      {"达到95%", "(equal) 95 %"},
      {"达95%", "(equal) 95 %"},
      {"100%完成", "(equal) 100 %"},
      {"每年3次", "(equal) 3 次/年"},
      {"每季度1次", "(equal) 1 次/季度"},
      {"5个工作日", "(equal) 5 个工作日"},
      {"2000", "(equal) 2000"},
      {"2年", "(equal) 2 年"},
      {"30km", "(equal) 30 km"},
  });
}

TEST(TargetTest, ReadsWords) {
  ExpectReadings({
      {"不低于95%", "at_least 95 %"},
      {"不得低于95%", "at_least 95 %"},
      {"不少于3次", "at_least 3 次"},
      {"不小于3", "at_least 3"},
      {"大于等于90%", "at_least 90 %"},
      {"大于或等于90%", "at_least 90 %"},
      {"至少2场", "at_least 2 场"},
      {"90%以上", "at_least 90 %"},
      {"90%及以上", "at_least 90 %"},
      {"90%（含）以上", "at_least 90 %"},
      {"90%以上（含）", "at_least 90 %"},
      {"达到90%以上", "at_least 90 %"},
      {"≥80%（含）", "at_least 80 %"},
      {"≥90%以上", "at_least 90 %"},
      {"大于90%", "more_than 90 %"},
      {"高于90%", "more_than 90 %"},
      {"超过3次", "more_than 3 次"},
      {"不超过5万元", "at_most 5 万元"},
      {"不得超过5万元", "at_most 5 万元"},
      {"不高于5%", "at_most 5 %"},
      {"小于等于5%", "at_most 5 %"},
      {"最多3人", "at_most 3 人"},
      {"5%以下", "at_most 5 %"},
      {"5万元以内", "at_most 5 万元"},
      {"控制在5%以内", "at_most 5 %"},
      {"5天内", "at_most 5 天"},
      {"5个工作日内完成", "at_most 5 个工作日"},
      {"在3天内办结", "at_most 3 天"},
      {"小于5%", "less_than 5 %"},
      {"低于5%", "less_than 5 %"},
      {"不足3人", "less_than 3 人"},
      {"等于6次", "equal 6 次"},
      {"约3次", "approximately 3 次"},
      {"3次左右", "approximately 3 次"},
      {"大约3-5次", "about range [3,5] 次"},
  });
}

TEST(TargetTest, KeepsALabel) {
  ExpectReadings({
      {"满意度≥90%", "满意度: at_least 90 %"},
      {"不合格率≤5%", "不合格率: at_most 5 %"},
      {"满意度不低于95%", "满意度: at_least 95 %"},
      {"完成率达到95%以上", "完成率: at_least 95 %"},
      {"增长≥5%", "增长: at_least 5 %"},
      {"优良率达90%", "优良率: (equal) 90 %"},
      {"覆盖率为100%", "覆盖率: (equal) 100 %"},
      {"人均≤500元", "人均: at_most 500 元"},
      {"每年不少于3次", "at_least 3 次/年"},
      {"“三公”经费不超过5万元", "“三公”经费: at_most 5 万元"},
      // A word that denies the comparator is not understood.
      {"不宜超过3天", "unreadable text_before_number"},
      {"避免低于5%", "unreadable text_before_number"},
      {"没有超过3天", "unreadable text_before_number"},
  });
}

TEST(TargetTest, ReadsRanges) {
  ExpectReadings({
      {"3-5场", "range [3,5] 场"},
      {"3～5", "range [3,5]"},
      {"3~5场", "range [3,5] 场"},
      {"3—5场", "range [3,5] 场"},
      {"3——5场", "range [3,5] 场"},
      {"3–5场", "range [3,5] 场"},
      {"3－5场", "range [3,5] 场"},
      {"3至5场", "range [3,5] 场"},
      {"3到5场", "range [3,5] 场"},
      {"3场-5场", "range [3,5] 场"},
      {"=3-5场", "range [3,5] 场"},
      {"90%-95%", "range [90,95] %"},
      {"90-95%", "range [90,95] %"},
      {"3-5万元", "range [3,5] 万元"},
      {"3万-5万元", "range [3,5] 万元"},
      {"三至五次", "range [3,5] 次"},
      {"百分之九十至百分之九十五", "range [90,95] %"},
      {"百分之九十至九十五", "range [90,95] %"},
      {"-5%-5%", "range [-5,5] %"},
      {"每年3-5次", "range [3,5] 次/年"},
      {"≥90%且≤95%", "range [90,95] %"},
      {"不少于3场，不超过5场", "range [3,5] 场"},
      {">3次、<5次", "range (3,5) 次"},
      {"满意度≥90%并且≤95%", "满意度: range [90,95] %"},
      {"5-3场", "unreadable range_reversed"},
      {"5-5场", "unreadable range_reversed"},
      {"3次-5天", "unreadable units_differ"},
      {"3次-5", "unreadable units_differ"},
      {"≥3-5场", "unreadable conflicting_comparators"},
      {"3-5场以上", "unreadable conflicting_comparators"},
      {"3-5-7场", "unreadable unclear_unit"},
      {"≥5%且≤3%", "unreadable unclear_unit"},
      {"≥3次且≤5天", "unreadable unclear_unit"},
      {"≥3次，≥5天", "unreadable unclear_unit"},
      {"3≤x≤5", "unreadable unclear_unit"},
  });
}

TEST(TargetTest, ReadsChineseNumerals) {
  ExpectReadings({
      {"三次", "(equal) 3 次"},
      {"两次", "(equal) 2 次"},
      {"二十", "(equal) 20"},
      {"一百零五", "(equal) 105"},
      {"十五天", "(equal) 15 天"},
      {"百分之九十五", "(equal) 95 %"},
      {"百分之百", "(equal) 100 %"},
      {"百分百", "(equal) 100 %"},
      {"百分之95", "(equal) 95 %"},
      {"百分之九十五点五", "(equal) 95.5 %"},
      {"百分之九十五以上", "at_least 95 %"},
      {"不低于百分之九十五", "at_least 95 %"},
      {"千分之三", "(equal) 3 ‰"},
      {"九成", "(equal) 90 %"},
      {"九成以上", "at_least 90 %"},
      {"8.5成", "(equal) 85 %"},
      {"三万元", "(equal) 3 万元"},
      {"三百万元", "(equal) 300 万元"},
      {"一万二千元", "(equal) 12000 元"},
      {"不超过三天", "at_most 3 天"},
      {"叁拾伍场", "(equal) 35 场"},
      {"两个月", "(equal) 2 个月"},
      {"零起", "(equal) 0 起"},
  });
}

TEST(TargetTest, KeepsWordsAsWords) {
  for (const char* text : {"车辆正常使用",
                           "逐步提高",
                           "一致好评",
                           "一流",
                           "万无一失",
                           "十分满意",
                           "千方百计",
                           "四个意识",
                           "三公经费下降",
                           "不低于上年水平",
                           "控制在预算内",
                           "优",
                           "良好",
                           "全部完成",
                           "及时",
                           "零投诉",
                           "一级",
                           "四季常青",
                           "符合《预算法》规定",
                           "有所提升",
                           "达标",
                           "无",
                           "一百五",
                           "三五次",
                           "长期",
                           "是",
                           "效果显著、群众满意",
                           "Good",
                           "确保完成"}) {
    const Target target = ReadTarget(text);
    EXPECT_EQ(Described(target), "qualitative") << text;
    EXPECT_EQ(target.text, text);
  }
}

TEST(TargetTest, TellsBlankFromPlaceholder) {
  ExpectReadings({
      {"", "missing"},
      {" ", "missing"},
      {"　", "missing"},
      {"\t\r\n", "missing"},
      {"-", "unreadable placeholder"},
      {"——", "unreadable placeholder"},
      {"/", "unreadable placeholder"},
      {"……", "unreadable placeholder"},
      {"。", "unreadable placeholder"},
  });
}

TEST(TargetTest, GuessesNothing) {
  ExpectReadings({
      {"合格率100%", "unreadable text_before_number"},
      {"提高5%", "unreadable text_before_number"},
      {"第3名", "unreadable text_before_number"},
      {"ISO9001", "unreadable text_before_number"},
      {"95%满意", "unreadable unclear_unit"},
      {"100%（全覆盖）", "unreadable unclear_unit"},
      {"6次，2天", "unreadable unclear_unit"},
      {"5A级", "unreadable unclear_unit"},
      {"1：3", "unreadable unclear_unit"},
      {"1/3", "unreadable unclear_unit"},
      {"5日前", "unreadable unclear_unit"},
      {"3天后", "unreadable unclear_unit"},
      {"2020年3次", "unreadable unclear_unit"},
      {"≥", "unreadable no_number"},
      {"≥上年", "unreadable no_number"},
      {"%", "unreadable no_number"},
      {"1e6", "unreadable number_format"},
      {"05次", "unreadable number_format"},
      {"1,00元", "unreadable number_format"},
      {"1234,567元", "unreadable number_format"},
      {"3 5次", "unreadable number_format"},
      {"1.2.3", "unreadable number_format"},
      {"99999999999999999999次", "unreadable number_format"},
      {"0.1234567891", "unreadable number_format"},
      {"低于5%以上", "unreadable conflicting_comparators"},
      {"约95%以上", "unreadable conflicting_comparators"},
      {"大于80%（含）", "unreadable conflicting_comparators"},
      {"不低于 2019 年水平", "unreadable unclear_unit"},
      {"2020年全年", "unreadable unclear_unit"},
      {"10余次", "unreadable unclear_unit"},
      {"10多次", "unreadable unclear_unit"},
      {"全年12次", "unreadable text_before_number"},
      {"12月", "unreadable ambiguous_date"},
      {"十二月", "unreadable ambiguous_date"},
      {"3月内", "unreadable ambiguous_date"},
      {"3-5月", "unreadable ambiguous_date"},
      {"5日", "unreadable ambiguous_date"},
      {"2020", "unreadable ambiguous_date"},
      {"2020.12", "unreadable ambiguous_date"},
      {"20201231", "unreadable ambiguous_date"},
      {"2020-2022", "unreadable ambiguous_date"},
      {"≥2020年", "unreadable ambiguous_date"},
  });
}

TEST(TargetTest, KnowsRates) {
  EXPECT_TRUE(ReadTarget("≥90%").IsRate());
  EXPECT_TRUE(ReadTarget("90%-95%").IsRate());
  EXPECT_TRUE(ReadTarget("百分之九十").IsRate());
  EXPECT_FALSE(ReadTarget("≥90").IsRate());
  EXPECT_FALSE(ReadTarget("≥3‰").IsRate());
  EXPECT_FALSE(ReadTarget("95%满意").IsRate());
}

}  // namespace
}  // namespace clearbudget::targets
