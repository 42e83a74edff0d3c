#include "common/facts/date.h"

#include <gtest/gtest.h>

namespace clearbudget::facts {
namespace {

TEST(DateTest, ReadsDaysThatExist) {
  for (const char* text : {"2020-02-29", "1970-01-01", "0001-01-01", "9999-12-31", "2000-02-29"}) {
    const auto date = Date::FromText(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(date->ToText(), text);
  }
}

TEST(DateTest, RefusesWhatIsNoDay) {
  for (const char* text : {"", "2020-02-30", "2019-02-29", "1900-02-29", "2020-13-01", "2020-00-10",
                           "2020-01-00", "0000-01-01", "2020-1-01", "2020/01/01", "20200101", "2020-01-01 ",
                           "２０２０-01-01", "+020-01-01", "2020-04-31", "-001-01-01"}) {
    EXPECT_FALSE(Date::FromText(text).has_value()) << text;
  }
}

TEST(DateTest, CountsDaysSinceEpoch) {
  EXPECT_EQ((Date{1970, 1, 1}.DaysSinceEpoch()), 0);
  EXPECT_EQ((Date{1969, 12, 31}.DaysSinceEpoch()), -1);
  EXPECT_EQ((Date{2000, 3, 1}.DaysSinceEpoch()), 11017);
  EXPECT_EQ((Date{2020, 2, 29}.DaysSinceEpoch()), 18321);
  EXPECT_EQ((Date{1, 1, 1}.DaysSinceEpoch()), -719162);
  EXPECT_EQ((Date{9999, 12, 31}.DaysSinceEpoch()), 2932896);
}

TEST(DateTest, OrdersByDay) {
  EXPECT_LT((Date{2019, 12, 31}), (Date{2020, 1, 1}));
  EXPECT_LT((Date{2020, 1, 31}), (Date{2020, 2, 1}));
}

}  // namespace
}  // namespace clearbudget::facts
