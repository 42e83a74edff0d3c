#include "services/disclosure/domain/numbering.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/disclosure/domain/chinese_numeral.h"

namespace clearbudget::disclosure {
namespace {

TEST(ChineseNumeral, CountsAsHeadingsDo) {
  struct Case {
    int number;
    const char* numeral;
  };
  const Case cases[] = {
      {1, "一"},      {9, "九"},          {10, "十"},           {11, "十一"},
      {19, "十九"},   {20, "二十"},       {21, "二十一"},       {99, "九十九"},
      {100, "一百"},  {101, "一百零一"},  {110, "一百一十"},    {111, "一百一十一"},
      {1000, "一千"}, {1001, "一千零一"}, {1010, "一千零一十"}, {9999, "九千九百九十九"},
      {0, "0"},       {-3, "-3"},         {10000, "10000"},
  };
  for (const Case& c : cases) EXPECT_EQ(ChineseNumeral(c.number), c.numeral) << c.number;
}

TEST(NumberingForm, PrintsNumbersInItsForm) {
  struct Case {
    const char* form;
    int number;
    const char* printed;
  };
  const Case cases[] = {
      {"", 3, ""},
      {"一、", 12, "十二、"},
      {"（一）", 3, "（三）"},
      {"1、", 12, "12、"},
      {"（1）", 2, "（2）"},
      {"第一部分 ", 2, "第二部分 "},
      {"第一部分", 11, "第十一部分 "},
      {"1", 3, "3 "},
      {"附表1：", 9, "附表9："},
  };
  for (const Case& c : cases) {
    absl::StatusOr<NumberingForm> form = NumberingForm::FromText(c.form);
    ASSERT_TRUE(form.ok()) << c.form;
    EXPECT_EQ(form->Print(c.number), c.printed) << c.form;
  }
}

TEST(NumberingForm, RefusesFormsWithoutOneNumeral) {
  for (const char* form : {"、", "第部分", "一一、", "11、", "一1、"}) {
    EXPECT_EQ(NumberingForm::FromText(form).status().code(), absl::StatusCode::kInvalidArgument) << form;
  }
}

TEST(SiblingCounter, CountsEachFormForItself) {
  const NumberingForm chinese = *NumberingForm::FromText("一、");
  const NumberingForm arabic = *NumberingForm::FromText("1、");
  SiblingCounter counter;
  EXPECT_EQ(counter.Next(chinese), "一、");
  EXPECT_EQ(counter.Next(NumberingForm()), "");
  EXPECT_EQ(counter.Next(arabic), "1、");
  EXPECT_EQ(counter.Next(chinese), "二、");
  EXPECT_EQ(counter.Next(arabic), "2、");
}

}  // namespace
}  // namespace clearbudget::disclosure
