#include "common/typography/line_breaking.h"

#include "common/typography/glyph.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::typography {
namespace {

using ::testing::ElementsAre;

TEST(DisplayWidth, CountsTerminalColumns) {
  struct Case {
    const char* text;
    int width;
  };
  const Case cases[] = {
      {"", 0},       {"abc", 3},  {"预算", 4},    {"（一）", 6},     {"≥90%", 4},
      {"“三公”", 6}, {"１２", 4}, {"e\u0301", 1}, {"\U00020000", 2}, {"\xFF", 1},
  };
  for (const Case& c : cases) EXPECT_EQ(DisplayWidth(c.text), c.width) << c.text;
}

TEST(BreakLines, KeepsNumbersWhole) {
  EXPECT_THAT(BreakLines("预算收入为4620332.98元", 16), ElementsAre("预算收入为", "4620332.98元"));
}

TEST(BreakLines, KeepsClosingMarksWithWhatTheyClose) {
  EXPECT_THAT(BreakLines("基本支出，项目", 8), ElementsAre("基本支", "出，项目"));
  EXPECT_THAT(BreakLines("一般（公共）", 6), ElementsAre("一般", "（公", "共）"));
}

TEST(BreakLines, BreaksCodesAfterHyphensButNoNegativeNumbers) {
  EXPECT_THAT(BreakLines("101-0701-JBN", 9), ElementsAre("101-0701-", "JBN"));
  EXPECT_THAT(BreakLines("减少-5000", 6), ElementsAre("减少", "-5000"));
}

TEST(BreakLines, BreaksPiecesWiderThanALine) {
  EXPECT_THAT(BreakLines("cb1:sha256:0123", 6), ElementsAre("cb1:sh", "a256:0", "123"));
}

TEST(BreakLines, HonoursLineFeedsAndTheFirstIndent) {
  EXPECT_THAT(BreakLines("", 10), ElementsAre(""));
  EXPECT_THAT(BreakLines("甲\n乙", 10), ElementsAre("甲", "乙"));
  EXPECT_THAT(BreakLines("甲乙丙丁戊", 8, 4), ElementsAre("甲乙", "丙丁戊"));
}

TEST(BreakLines, DropsSpacesAtLineEnds) {
  EXPECT_THAT(BreakLines("total 12 yuan", 8), ElementsAre("total 12", "yuan"));
}

TEST(WidestPiece, IsWhatMustNotBeBroken) {
  EXPECT_EQ(WidestPiece("合计1,890,824.46元"), 12);
  EXPECT_EQ(WidestPiece("甲乙\n丙。"), 4);
  EXPECT_EQ(WidestLine("甲乙\n丙丁戊"), 6);
}

}  // namespace
}  // namespace clearbudget::typography
