#include "common/classification/classification_list.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::classification {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ClassificationList Functional() {
  ClassificationSource source;
  source.id = "function";
  source.title = "功能分类";
  source.level_lengths = {3, 5, 7};
  source.entries = {
      {.code = "210", .name = "卫生健康支出", .valid_from = 2019},
      {.code = "201", .name = "一般公共服务支出"},
      {.code = "20101", .name = "人大事务"},
      {.code = "2010101", .name = "行政运行", .printed_name = "行政运行（人大）"},
      {.code = "210", .name = "医疗卫生与计划生育支出", .valid_to = 2018},
      {.code = "2080501", .name = "归口管理的行政单位离退休", .valid_from = 2010, .valid_to = 2019},
      {.code = "2080501", .name = "行政单位离退休", .valid_from = 2020},
  };
  return ClassificationList::Build(source).value();
}

ClassificationList Levels() {
  ClassificationSource source;
  source.id = "indicator_level";
  source.entries = {
      {.code = "output", .name = "产出指标"},
      {.code = "output.quantity", .name = "数量指标", .parent = "output"},
      {.code = "output.quantity.meetings", .name = "会议", .parent = "output.quantity"},
      {.code = "effect", .name = "效果指标", .valid_to = 2020},
      {.code = "effect.social", .name = "社会效益", .parent = "effect"},
      {.code = "cost", .name = "成本指标", .valid_from = 2022},
      {.code = "spending", .name = "经济成本", .parent = "cost", .valid_from = 2022},
      {.code = "spending", .name = "成本指标", .parent = "output", .valid_to = 2021},
  };
  return ClassificationList::Build(source).value();
}

TEST(ClassificationListTest, NamesDependOnTheYear) {
  const ClassificationList list = Functional();
  const struct {
    std::string code;
    std::string name;
    int year;
    NameStanding standing;
  } cases[] = {
      {"210", "卫生健康支出", 2019, NameStanding::kAgrees},
      {"210", "卫生健康支出", 2018, NameStanding::kNameOfOtherYear},
      {"210", "医疗卫生与计划生育支出", 2018, NameStanding::kAgrees},
      {"210", "医疗卫生与计划生育支出", 2020, NameStanding::kNameOfOtherYear},
      {"210", "教育支出", 2020, NameStanding::kDiffers},
      {"210", "", 2020, NameStanding::kDiffers},
      {"2010101", "行政运行", 2020, NameStanding::kAgrees},
      {"2010101", "行政运行（人大）", 2020, NameStanding::kAgrees},
      {"2080501", "行政单位离退休", 2009, NameStanding::kNotListed},
      {"299", "其他", 2020, NameStanding::kNotListed},
  };
  for (const auto& c : cases)
    EXPECT_EQ(list.CheckName(c.code, c.name, c.year), c.standing) << c.code << c.name;
  EXPECT_EQ(list.Find("210", 2018)->name, "医疗卫生与计划生育支出");
  EXPECT_EQ(list.Find("210", 2030)->name, "卫生健康支出");
}

TEST(ClassificationListTest, TellsKnownFromUnknown) {
  ClassificationSource source;
  source.id = "project";
  source.patterns = {"D{3}-D{4}-'JBN'-X{4}", "D{8}LX{12}"};
  source.entries = {{.code = "OLD", .name = "旧", .valid_to = 2019}};
  source.closed = true;
  const auto list = ClassificationList::Build(source);
  ASSERT_TRUE(list.ok());
  EXPECT_TRUE(list->closed());
  EXPECT_EQ(list->StandingOf("101-0701-JBN-P8K4", 2020), CodeStanding::kPatternFollowed);
  EXPECT_EQ(list->StandingOf("13030321T000000000012", 2021), CodeStanding::kPatternFollowed);
  EXPECT_EQ(list->StandingOf("101-0701-JBN", 2020), CodeStanding::kUnknown);
  EXPECT_EQ(list->StandingOf("", 2020), CodeStanding::kUnknown);
  EXPECT_EQ(list->StandingOf("OLD", 2019), CodeStanding::kListed);
  EXPECT_EQ(list->StandingOf("OLD", 2020), CodeStanding::kOtherYears);
}

TEST(ClassificationListTest, PrefixLevelsPlaceUnlistedCodesToo) {
  const ClassificationList list = Functional();
  EXPECT_THAT(list.AncestorsOf("2010101", 2020), ElementsAre("20101", "201"));
  EXPECT_THAT(list.AncestorsOf("2299999", 2020), ElementsAre("22999", "229"));
  EXPECT_THAT(list.AncestorsOf("201", 2020), IsEmpty());
  EXPECT_THAT(list.AncestorsOf("2010", 2020), ElementsAre("201"));
  EXPECT_EQ(list.ParentOf("20101", 2020), "201");
  EXPECT_EQ(list.ParentOf("", 2020), std::nullopt);
  EXPECT_EQ(list.LevelOf("201", 2020), 1);
  EXPECT_EQ(list.LevelOf("2299999", 2020), 3);
  EXPECT_EQ(list.LevelOf("2010", 2020), std::nullopt);
}

struct UnderCase {
  std::string code;
  std::string ancestor;
  int year;
  Containment containment;
};

TEST(ClassificationListTest, IsUnderByPrefixIsThreeValued) {
  const ClassificationList list = Functional();
  const UnderCase cases[] = {
      {"2010101", "201", 2020, Containment::kYes},
      {"2010101", "20101", 2020, Containment::kYes},
      {"2010101", "2010101", 2020, Containment::kYes},
      {"2299999", "229", 2020, Containment::kYes},
      {"201", "2010101", 2020, Containment::kUndetermined},
      {"20101", "2010101", 2020, Containment::kUndetermined},
      {"201", "20801", 2020, Containment::kNo},
      {"205", "2010101", 2020, Containment::kNo},
      {"2010102", "2010101", 2020, Containment::kNo},
      {"2010", "20101", 2020, Containment::kUndetermined},
      {"2010", "201", 2020, Containment::kYes},
      {"2010101", "2010", 2020, Containment::kUndetermined},
      {"", "201", 2020, Containment::kUndetermined},
      {"201", "", 2020, Containment::kUndetermined},
  };
  for (const UnderCase& c : cases) {
    EXPECT_EQ(list.IsUnder(c.code, c.ancestor, c.year), c.containment) << c.code << " under " << c.ancestor;
  }
}

TEST(ClassificationListTest, IsUnderByExplicitParentsIsThreeValued) {
  const ClassificationList list = Levels();
  const UnderCase cases[] = {
      {"output.quantity.meetings", "output", 2020, Containment::kYes},
      {"output", "output.quantity", 2020, Containment::kUndetermined},
      {"effect.social", "output", 2020, Containment::kNo},
      {"spending", "output", 2020, Containment::kYes},
      {"spending", "output", 2022, Containment::kNo},
      {"spending", "cost", 2022, Containment::kYes},
      {"spending", "cost", 2020, Containment::kUndetermined},  // cost is not listed for 2020
      {"unlisted", "output", 2020, Containment::kUndetermined},
      {"unlisted", "unlisted", 2020, Containment::kYes},
  };
  for (const UnderCase& c : cases) {
    EXPECT_EQ(list.IsUnder(c.code, c.ancestor, c.year), c.containment)
        << c.code << " under " << c.ancestor << " in " << c.year;
  }
  EXPECT_EQ(list.LevelOf("output.quantity.meetings", 2020), 3);
  EXPECT_EQ(list.LevelOf("unlisted", 2020), std::nullopt);
  EXPECT_THAT(list.AncestorsOf("output.quantity.meetings", 2020), ElementsAre("output.quantity", "output"));
}

TEST(ClassificationListTest, KeepsEntriesInOrder) {
  const ClassificationList list = Functional();
  std::string order;
  for (const ClassificationEntry& entry : list.entries()) {
    order += entry.code + "/" + std::to_string(entry.valid_from) + " ";
  }
  EXPECT_EQ(order, "201/0 20101/0 2010101/0 2080501/2010 2080501/2020 210/0 210/2019 ");
}

}  // namespace
}  // namespace clearbudget::classification
