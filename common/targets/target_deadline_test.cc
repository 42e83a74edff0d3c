#include <optional>
#include <string>

#include "common/targets/target.h"
#include "fmt/core.h"
#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

std::string DayText(const CivilDay& day) {
  return fmt::format("{}-{:02}-{:02}", day.year, day.month, day.day);
}

// The days that decide when the target is for 2020: one day, or "surely..latest" where they differ.
std::string Days(const Target& target) {
  if (target.kind == TargetKind::kUnreadable) return std::string(ReadFaultName(target.fault));
  if (target.kind != TargetKind::kDeadline) return std::string(TargetKindName(target.kind));
  const std::optional<DeadlineDays> days = DaysOf(*target.deadline, 2020);
  if (!days.has_value()) return "no such day";
  if (days->surely_in_time == days->latest) return DayText(days->latest);
  return DayText(days->surely_in_time) + ".." + DayText(days->latest);
}

struct Case {
  std::string text;
  std::string days;
};

void ExpectDays(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    const Target target = ReadTarget(c.text);
    EXPECT_EQ(Days(target), c.days) << c.text;
    EXPECT_EQ(target.text, c.text);
  }
}

TEST(TargetDeadlineTest, ReadsDaysAndMonths) {
  ExpectDays({
      {"2020年12月底前", "2020-12-31"},
      {"2020年12月底前完成", "2020-12-31"},
      {"２０２０年１２月底前", "2020-12-31"},
      {"2020 年 12 月底之前", "2020-12-31"},
      {"12月31日前", "2020-12-31"},
      {"12月31日", "2020-12-31"},
      {"12月31号以前", "2020-12-31"},
      {"截至6月30日", "2020-06-30"},
      {"截止2019年11月15日", "2019-11-15"},
      {"于2019年11月15日前完成", "2019-11-15"},
      {"不晚于6月30日", "2020-06-30"},
      {"≤2020年6月30日", "2020-06-30"},
      {"6月末", "2020-06-30"},
      {"2月底", "2020-02-29"},
      {"2021年2月底", "2021-02-28"},
      {"12月份", "2020-12-31"},
      {"6月完成", "2020-06-30"},
      {"2020年6月", "2020-06-30"},
      {"2020年3月内", "2020-03-31"},
      {"2020年12月前", "2020-11-30..2020-12-31"},
      {"1月前", "2019-12-31..2020-01-31"},
      {"3月上旬", "2020-03-10"},
      {"3月中旬前", "2020-03-10..2020-03-20"},
      {"2月下旬", "2020-02-29"},
  });
}

TEST(TargetDeadlineTest, ReadsQuartersAndYears) {
  ExpectDays({
      {"第三季度前", "2020-06-30..2020-09-30"},
      {"第三季度", "2020-09-30"},
      {"三季度末", "2020-09-30"},
      {"第3季度底前", "2020-09-30"},
      {"四季度完成", "2020-12-31"},
      {"三季末", "2020-09-30"},
      {"2021年第一季度前", "2020-12-31..2021-03-31"},
      {"上半年", "2020-06-30"},
      {"2020年下半年", "2020-12-31"},
      {"上半年前", "2019-12-31..2020-06-30"},
      {"年底前", "2020-12-31"},
      {"年底前完成", "2020-12-31"},
      {"年末", "2020-12-31"},
      {"年终", "2020-12-31"},
      {"年内", "2020-12-31"},
      {"年度内完成", "2020-12-31"},
      {"本年度内", "2020-12-31"},
      {"当年12月底前", "2020-12-31"},
      {"2019年", "2019-12-31"},
      {"2019年度", "2019-12-31"},
      {"2020年内", "2020-12-31"},
      {"2021年前", "2020-12-31..2021-12-31"},
  });
}

TEST(TargetDeadlineTest, ReadsOtherNotations) {
  ExpectDays({
      {"二〇二〇年十二月底前", "2020-12-31"},
      {"十二月三十一日前", "2020-12-31"},
      {"2020-12-31", "2020-12-31"},
      {"2020/6/30前", "2020-06-30"},
      {"2020.06.30", "2020-06-30"},
      {"2020-06", "2020-06-30"},
      {"2020/6", "2020-06-30"},
      {"2月29日", "2020-02-29"},
  });
}

TEST(TargetDeadlineTest, RefusesWhatIsNoDeadline) {
  ExpectDays({
      {"13月底前", "impossible_date"},
      {"0月底前", "impossible_date"},
      {"2月30日前", "impossible_date"},
      {"2021年2月29日前", "impossible_date"},
      {"6月0日", "impossible_date"},
      {"6月99日", "impossible_date"},
      {"2020-13-01", "impossible_date"},
      {"第五季度", "impossible_date"},
      {"12月", "ambiguous_date"},
      {"2020年12月31", "unclear_unit"},
      {"12.31前", "unclear_unit"},
      {"3月1日-5月31日", "unclear_unit"},
      {"12月底前完成80%", "unclear_unit"},
      {"全年", "qualitative"},
      {"按时", "qualitative"},
      {"四季", "qualitative"},
      {"年初", "qualitative"},
      {"每年", "qualitative"},
  });
}

TEST(TargetDeadlineTest, KeepsTheParts) {
  const Target target = ReadTarget("2020年12月底前");
  EXPECT_EQ(target.deadline, (Deadline{.year = 2020, .month = 12}));
  EXPECT_FALSE(target.deadline_is_plain);
  EXPECT_EQ(ReadTarget("第三季度前").deadline,
            (Deadline{.year = std::nullopt, .quarter = 3, .before_period = true}));
  EXPECT_EQ(ReadTarget("6月30日").deadline, (Deadline{.year = std::nullopt, .month = 6, .day = 30}));
  EXPECT_TRUE(ReadTarget("6月30日").deadline_is_plain);
}

}  // namespace
}  // namespace clearbudget::targets
