#include "services/performance/domain/indicator_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

Indicator Of(const std::string& target, const std::string& unit = "") {
  Indicator indicator;
  indicator.id = "1";
  indicator.name = "指标";
  indicator.target_value = target;
  indicator.measurement_unit = unit;
  return indicator;
}

class IndicatorScoreTest : public ::testing::Test {
 protected:
  IndicatorEvaluation Score(const Indicator& indicator, const IndicatorActual* actual,
                            int64_t weight = 10) const {
    const IndicatorCase subject{
        .indicator = indicator,
        .actual = actual,
        .weight = {.points = money::Ratio::FromInteger(weight), .origin = WeightOrigin::kStated},
        .year = 2026,
        .place = {.revision = "revision", .report = "report"}};
    return ScoreIndicator(subject, schemes_->scoring());
  }

  IndicatorEvaluation Score(const Indicator& indicator, const std::string& actual_value,
                            int64_t weight = 10) const {
    IndicatorActual actual;
    actual.indicator_id = indicator.id;
    actual.actual_value = actual_value;
    return Score(indicator, &actual, weight);
  }

  // "positive: reached 10.00", or "insufficient" and "unreadable".
  static std::string Described(const IndicatorEvaluation& scored) {
    switch (scored.outcome) {
      case Outcome::kInsufficientData:
        return "insufficient";
      case Outcome::kUnreadable:
        return "unreadable";
      case Outcome::kReached:
        return scored.formula + ": reached " + scored.score->ToDecimalText(2);
      case Outcome::kNotReached:
        return scored.formula + ": not reached " + scored.score->ToDecimalText(2);
    }
    return "";
  }

  const std::shared_ptr<const Schemes> schemes_ = ShippedSchemes();
};

TEST_F(IndicatorScoreTest, FollowsTheScoringTable) {
  struct Case {
    std::string target;
    std::string actual;
    std::string expected;
  };
  const std::vector<Case> cases = {
      // Positive.
      {"≥90%", "90%", "positive: reached 10.00"},
      {"≥90%", "95.5%", "positive: reached 10.00"},
      {"≥90%", "88%", "positive: not reached 9.78"},
      {"≥90%", "89.999%", "positive: not reached 10.00"},
      {"≥90%", "0%", "positive: not reached 0.00"},
      {"不低于60场", "57场", "positive: not reached 9.50"},
      {"≥0起", "0起", "positive: reached 10.00"},
      {"≥0.7万元", "6300元", "positive: not reached 9.00"},
      // Equal.
      {"=6次", "6次", "positive: reached 10.00"},
      {"100%", "100%", "positive: reached 10.00"},
      {"100%", "99.2%", "positive: not reached 9.92"},
      {"=6次", "7次", "positive: reached 10.00"},
      {"0起", "0起", "equal-zero: reached 10.00"},
      {"0起", "1起", "equal-zero: not reached 0.00"},
      // Negative.
      {"≤6次", "6次", "negative: reached 10.00"},
      {"≤6次", "0次", "negative: reached 10.00"},
      {"≤6次", "8次", "negative: not reached 6.67"},
      {"≤6次", "11次", "negative: not reached 1.67"},
      {"≤6次", "12次", "negative: not reached 0.00"},
      {"≤6次", "13次", "negative: not reached 0.00"},
      {"≤0起", "0起", "negative: reached 10.00"},
      {"≤0起", "1起", "negative: not reached 0.00"},
      {"≤30万元", "29.6万元", "negative: reached 10.00"},
      {"≤2万元", "16800元", "negative: reached 10.00"},
      // Strict: equality is not reached.
      {">90%", "90%", "more-than: not reached 9.99"},
      {">90%", "90.1%", "more-than: reached 10.00"},
      {">90%", "45%", "more-than: not reached 5.00"},
      {"<5天", "5天", "less-than: not reached 9.99"},
      {"<5天", "4天", "less-than: reached 10.00"},
      {"<5天", "6天", "less-than: not reached 8.00"},
      {"<5天", "10天", "less-than: not reached 0.00"},
      {"<0起", "0起", "less-than: not reached 0.00"},
      // Range.
      {"3-5场", "3场", "range: reached 10.00"},
      {"3-5场", "5场", "range: reached 10.00"},
      {"3-5场", "2场", "range: not reached 6.67"},
      {"3-5场", "6场", "range: not reached 8.00"},
      {"3-5场", "10场", "range: not reached 0.00"},
      {"＞3场且＜5场", "3场", "range: not reached 9.99"},
      // Deadline.
      {"2026年11月30日前", "2026年11月30日", "deadline: reached 10.00"},
      {"2026年11月30日前", "2026-11-18", "deadline: reached 10.00"},
      {"2026年11月30日前", "2026年12月1日", "deadline: not reached 8.00"},
      {"2026年11月30日前", "2026年12月30日", "deadline: not reached 8.00"},
      {"2026年11月30日前", "2026年12月31日", "deadline: not reached 6.00"},
      {"2026年9月30日前", "2026年12月29日", "deadline: not reached 6.00"},
      {"2026年9月30日前", "2026年12月30日", "deadline: not reached 0.00"},
      {"6月底前", "2026年6月30日", "deadline: reached 10.00"},
      // What cannot be judged.
      {"", "90%", "insufficient"},
      {"≥90%", "", "insufficient"},
      {"≥90", "95", "insufficient"},
      {"≥90%", "95", "unreadable"},
      {"≥90%", "95分", "unreadable"},
      {"≥90%", "已完成", "unreadable"},
      {"≥90%", "≥95%", "unreadable"},
      {"≥90%", "2026年5月1日", "unreadable"},
      {"合格率100%以上或", "100%", "unreadable"},
      {"2026年11月30日前", "已完成", "unreadable"},
      {"2026年2月30日前", "2026年2月1日", "unreadable"},
      {"2026年第三季度前", "2026年8月1日", "unreadable"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Described(Score(Of(c.target), c.actual)), c.expected) << c.target << " / " << c.actual;
  }
}

TEST_F(IndicatorScoreTest, TakesTheUnitOfMeasureWhereTheTargetHasNone) {
  EXPECT_EQ(Described(Score(Of("≥90", "%"), "95%")), "positive: reached 10.00");
  EXPECT_EQ(Described(Score(Of("≥90", "%"), "81")), "positive: not reached 9.00");
  EXPECT_EQ(Described(Score(Of("≥90%", "%"), "81")), "positive: not reached 9.00");
  // A bare 28 could be 元 or 万元.
  EXPECT_EQ(Described(Score(Of("≤30万元", "元"), "28")), "unreadable");
  EXPECT_THAT(Score(Of("≥90"), "95").missing, ElementsAre("revision.measurement_unit"));
}

TEST_F(IndicatorScoreTest, DirectionDecidesWhereNoComparatorIsWritten) {
  Indicator indicator = Of("5天");
  indicator.direction = "negative";
  EXPECT_EQ(Described(Score(indicator, "4天")), "negative: reached 10.00");
  EXPECT_EQ(Described(Score(indicator, "6天")), "negative: not reached 8.00");
  indicator.direction = "positive";
  EXPECT_EQ(Described(Score(indicator, "4天")), "positive: not reached 8.00");
}

TEST_F(IndicatorScoreTest, APersonJudgesQualitativeTargetsWithinBands) {
  struct Case {
    std::string achievement;
    std::string judgement;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"reached", "100", "judged: reached 10.00"},
      {"reached", "80", "judged: reached 8.00"},
      {"reached", "79.99", "unreadable"},
      {"partly_reached", "60", "judged: not reached 6.00"},
      {"partly_reached", "79.9", "judged: not reached 7.99"},
      {"partly_reached", "80", "unreadable"},
      {"not_reached", "0", "judged: not reached 0.00"},
      {"not_reached", "60", "unreadable"},
      {"reached", "", "insufficient"},
      {"", "90", "insufficient"},
  };
  for (const Case& c : cases) {
    IndicatorActual actual;
    actual.actual_value = "明显改善";
    actual.achievement = c.achievement;
    if (!c.judgement.empty()) actual.judgement = *money::Decimal::FromText(c.judgement);
    EXPECT_EQ(Described(Score(Of("逐步提高"), &actual)), c.expected) << c.achievement << " " << c.judgement;
    EXPECT_EQ(Described(Score(Of("约500人"), &actual)), c.expected) << c.achievement << " " << c.judgement;
  }
  EXPECT_THAT(Score(Of("逐步提高"), nullptr).missing,
              UnorderedElementsAre("report.achievement", "report.judgement"));
}

TEST_F(IndicatorScoreTest, TheStatedNatureIsHeldTo) {
  Indicator indicator = Of("100%");
  indicator.nature = "qualitative";
  EXPECT_EQ(Described(Score(indicator, "100%")), "insufficient");
  indicator = Of("逐步提高");
  indicator.nature = "quantitative";
  EXPECT_EQ(Described(Score(indicator, "95%")), "unreadable");
}

TEST_F(IndicatorScoreTest, AsksForAReasonFarAboveTheTarget) {
  const Indicator indicator = Of("≥13台");
  EXPECT_FALSE(Score(indicator, "16台").over_fulfilment_unexplained);
  EXPECT_TRUE(Score(Of("≥10台"), "13台").over_fulfilment_unexplained);
  IndicatorActual explained;
  explained.actual_value = "17台";
  explained.reason = "增购四台";
  const IndicatorEvaluation scored = Score(indicator, &explained);
  EXPECT_FALSE(scored.over_fulfilment_unexplained);
  EXPECT_THAT(scored.working.chinese, HasSubstr("偏差原因：增购四台。"));
  // Far above a limit is no over-fulfilment.
  EXPECT_FALSE(Score(Of("≤6次"), "12次").over_fulfilment_unexplained);
}

TEST_F(IndicatorScoreTest, ShowsItsWorking) {
  const IndicatorEvaluation scored = Score(Of("≥60场"), "57场");
  EXPECT_EQ(
      scored.working.chinese,
      "目标“≥60场”，实际“57场”，为目标的95.00%，未达到目标。计分：达到目标值得满分，未达到按完成比例计分。"
      "分值10分，得9.50分。");
  EXPECT_EQ(scored.working.english,
            "Target \"≥60场\", actual \"57场\", 95.00 % of the target: not reached. Scoring: Full points at "
            "the target, "
            "else in proportion. Weight 10, score 9.50.");
  EXPECT_EQ(scored.target_reading.chinese, "定量，不低于60场");
  EXPECT_EQ(scored.target_reading.english, "quantitative, at least 60 场");
  EXPECT_EQ(Score(Of("48-60场"), "52场").target_reading.chinese, "定量，48至60场");
  EXPECT_THAT(Score(Of("≤6次"), "8次").working.chinese, HasSubstr("实际“8次”，超出目标33.33%，未达到目标。"));
  IndicatorActual judged;
  judged.actual_value = "有所改善";
  judged.achievement = "partly_reached";
  judged.judgement = money::Decimal::FromInteger(70);
  EXPECT_THAT(Score(Of("逐步提高"), &judged).working.chinese,
              HasSubstr("完成程度“部分达成”，评分比例70%（规定不低于60%、低于80%），未达到目标。"));
  const IndicatorEvaluation late = Score(Of("2026年10月31日前"), "2026年11月12日");
  EXPECT_EQ(late.target_reading.chinese, "时限，不晚于2026年10月31日");
  EXPECT_THAT(late.working.chinese, HasSubstr("实际“2026年11月12日”，逾期12天，未达到目标。"));
  EXPECT_THAT(late.working.english, HasSubstr("12 day(s) late: not reached."));
  EXPECT_EQ(Score(Of("≥90%"), "").working.chinese, "目标“≥90%”，实际未填报：没有填报实际完成值，无法评价。");
  EXPECT_EQ(Score(Of("≥90%"), "95分").working.english,
            "Target \"≥90%\", actual \"95分\": the units differ: the target counts \"%\", the actual value "
            "\"分\"; it "
            "cannot be judged.");
}

TEST_F(IndicatorScoreTest, AWeightOfNothingGivesNothing) {
  EXPECT_EQ(Described(Score(Of("≥90%"), "95%", 0)), "positive: reached 0.00");
  EXPECT_EQ(Described(Score(Of(">90%"), "90%", 0)), "more-than: not reached 0.00");
}

TEST_F(IndicatorScoreTest, WithoutAWeightThereIsNoScore) {
  const Indicator indicator = Of("≥90%");
  IndicatorActual actual;
  actual.actual_value = "95%";
  const IndicatorEvaluation scored = ScoreIndicator({.indicator = indicator,
                                                     .actual = &actual,
                                                     .weight = {},
                                                     .year = 2026,
                                                     .place = {"revision", "report"}},
                                                    schemes_->scoring());
  EXPECT_EQ(scored.outcome, Outcome::kInsufficientData);
  EXPECT_THAT(scored.missing, ElementsAre("revision.weight"));
  EXPECT_FALSE(scored.weight_origin.has_value());
}

}  // namespace
}  // namespace clearbudget::performance
