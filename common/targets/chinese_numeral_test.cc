#include "common/targets/chinese_numeral.h"

#include <array>
#include <cstdint>
#include <string>

#include "common/targets/written_text.h"
#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

TEST(ChineseNumeralTest, ReadsCompleteForms) {
  const struct {
    std::u32string text;
    std::string value;
  } cases[] = {
      {U"零", "0"},
      {U"〇", "0"},
      {U"三", "3"},
      {U"两", "2"},
      {U"十", "10"},
      {U"十五", "15"},
      {U"二十", "20"},
      {U"九十五", "95"},
      {U"一百", "100"},
      {U"一百零五", "105"},
      {U"一百一十", "110"},
      {U"两百", "200"},
      {U"一千零五十", "1050"},
      {U"一千零五", "1005"},
      {U"两千一百一十一", "2111"},
      {U"一万零五", "10005"},
      {U"一万二千", "12000"},
      {U"十二万三千四百", "123400"},
      {U"一百万零五千", "1005000"},
      {U"一亿零五万", "100050000"},
      {U"三亿", "300000000"},
      {U"九十五点五", "95.5"},
      {U"零点零五", "0.05"},
      {U"壹佰贰拾叁", "123"},
      {U"叁仟零伍", "3005"},
  };
  for (const auto& c : cases) {
    const auto value = ReadChineseNumeral(c.text);
    ASSERT_TRUE(value.has_value()) << Encode(c.text);
    EXPECT_EQ(value->ToText(), c.value) << Encode(c.text);
  }
}

TEST(ChineseNumeralTest, RefusesSpeechAndNonsense) {
  for (const std::u32string_view text : {U"",         U"一百五",     U"一万二",
                                         U"三五",     U"两十",       U"百",
                                         U"千",       U"万",         U"一百十五",
                                         U"一百零",   U"零五",       U"一十百",
                                         U"十十",     U"一百百",     U"二十零五",
                                         U"一千五十", U"一百零零五", U"万一",
                                         U"一万万",   U"三点",       U"点五",
                                         U"一点百",   U"一点二点三", U"次",
                                         U"三次",     U"3",          U"零点一二三四五六七"}) {
    EXPECT_FALSE(ReadChineseNumeral(text).has_value()) << Encode(text);
  }
}

TEST(ChineseNumeralTest, ReadsYearsDigitByDigit) {
  EXPECT_EQ(ReadChineseDigits(U"二〇二〇"), 2020);
  EXPECT_EQ(ReadChineseDigits(U"一九九八"), 1998);
  EXPECT_EQ(ReadChineseDigits(U"二十"), std::nullopt);
  EXPECT_EQ(ReadChineseDigits(U"两千"), std::nullopt);
  EXPECT_EQ(ReadChineseDigits(U""), std::nullopt);
  EXPECT_EQ(ReadChineseDigits(U"一二三四五六七八九〇"), std::nullopt);
}

// The standard form of a number below 100,000, written by another way than it is read.
std::u32string Written(int64_t value) {
  const std::u32string digits = U"零一二三四五六七八九";
  constexpr std::array<char32_t, 5> kUnits = {0, U'十', U'百', U'千', U'万'};
  std::u32string text;
  bool gap = false;
  int64_t power = 10000;
  for (int place = 4; place >= 0; --place, power /= 10) {
    const auto digit = static_cast<size_t>(value / power % 10);
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += U'零';
    gap = false;
    text += digits[digit];
    if (place > 0) text += kUnits[static_cast<size_t>(place)];
  }
  return text;
}

TEST(ChineseNumeralTest, ReadsEveryStandardForm) {
  for (int64_t value = 1; value < 100000; ++value) {
    const std::u32string text = Written(value);
    const auto read = ReadChineseNumeral(text);
    ASSERT_TRUE(read.has_value()) << Encode(text);
    ASSERT_EQ(*read, money::Decimal::FromInteger(value)) << Encode(text);
  }
}

}  // namespace
}  // namespace clearbudget::targets
