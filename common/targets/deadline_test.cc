#include "common/targets/deadline.h"

#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

TEST(DeadlineTest, KnowsTheCalendar) {
  EXPECT_TRUE(IsValid({2020, 2, 29}));
  EXPECT_TRUE(IsValid({2000, 2, 29}));
  EXPECT_FALSE(IsValid({2019, 2, 29}));
  EXPECT_FALSE(IsValid({1900, 2, 29}));
  EXPECT_FALSE(IsValid({2020, 4, 31}));
  EXPECT_FALSE(IsValid({2020, 0, 1}));
  EXPECT_FALSE(IsValid({2020, 13, 1}));
  EXPECT_FALSE(IsValid({2020, 1, 0}));
  EXPECT_FALSE(IsValid({0, 1, 1}));
}

TEST(DeadlineTest, JudgesInThreeValues) {
  const Deadline day{.year = std::nullopt, .month = 6, .day = 30};
  EXPECT_EQ(Judge(day, 2020, {2020, 6, 30}), Timeliness::kInTime);
  EXPECT_EQ(Judge(day, 2020, {2020, 7, 1}), Timeliness::kLate);
  EXPECT_EQ(Judge(day, 2021, {2020, 7, 1}), Timeliness::kInTime);

  const Deadline before_quarter{.year = 2020, .quarter = 3, .before_period = true};
  EXPECT_EQ(Judge(before_quarter, 2019, {2020, 6, 30}), Timeliness::kInTime);
  EXPECT_EQ(Judge(before_quarter, 2019, {2020, 7, 1}), Timeliness::kUndetermined);
  EXPECT_EQ(Judge(before_quarter, 2019, {2020, 9, 30}), Timeliness::kUndetermined);
  EXPECT_EQ(Judge(before_quarter, 2019, {2020, 10, 1}), Timeliness::kLate);
}

TEST(DeadlineTest, DoesNotJudgeWhatDoesNotExist) {
  const Deadline leap_day{.year = std::nullopt, .month = 2, .day = 29};
  EXPECT_EQ(DaysOf(leap_day, 2021), std::nullopt);
  EXPECT_EQ(Judge(leap_day, 2021, {2021, 2, 28}), Timeliness::kUndetermined);
  EXPECT_EQ(Judge(leap_day, 2020, {2020, 2, 28}), Timeliness::kInTime);
  EXPECT_EQ(Judge(leap_day, 2020, {2020, 2, 31}), Timeliness::kUndetermined);
  EXPECT_EQ(DaysOf({.year = 2020, .month = 13}, 2020), std::nullopt);
  EXPECT_EQ(DaysOf({.year = 2020, .quarter = 5}, 2020), std::nullopt);
  EXPECT_EQ(DaysOf({.year = 2020, .day = 3}, 2020), std::nullopt);
}

}  // namespace
}  // namespace clearbudget::targets
