#include "common/classification/code_pattern.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::classification {
namespace {

struct MatchCase {
  std::string pattern;
  std::vector<std::string> accepted;
  std::vector<std::string> refused;
};

TEST(CodePatternTest, MatchesWholeCodes) {
  const MatchCase cases[] = {
      {"D{3}-D{4}-'JBN'-X{4}",
       {"101-0701-JBN-P8K4", "000-0000-JBN-0000", "101-0701-JBN-ABCD"},
       {"", "101-0701-JBN-P8K", "101-0701-JBN-P8K44", "101-0701-JBM-P8K4", "101-0701-JBN-p8k4",
        "101-07O1-JBN-P8K4", "1010701JBNP8K4", "101-0701-JBN-P8K４", " 101-0701-JBN-P8K4"}},
      {"D{6}D{2}[RTUY]X{12}",
       {"13030321T000000000012", "13030321R10000000000A"},
       {"13030321T00000000001", "13030321T0000000000123", "13030321X000000000012", "1303032TT000000000012"}},
      {"D{3,5}", {"201", "2010", "20101"}, {"20", "201010", "20A"}},
      {"D{0,2}L", {"A", "1A", "12Z"}, {"123A", "", "a"}},
      {"[A-C-]{2}", {"A-", "--", "CB"}, {"D-", "A"}},
      {"[0-9./]{1,4}", {"1./2"}, {"1:2"}},
      {"X{1,3}X{1,3}9", {}, {}},
      {"'a b'", {}, {}},
  };
  for (const MatchCase& c : cases) {
    const auto pattern = CodePattern::Parse(c.pattern);
    if (c.accepted.empty()) {
      EXPECT_FALSE(pattern.ok()) << c.pattern;
      continue;
    }
    ASSERT_TRUE(pattern.ok()) << c.pattern << ": " << pattern.status();
    EXPECT_EQ(pattern->text(), c.pattern);
    for (const std::string& code : c.accepted)
      EXPECT_TRUE(pattern->Matches(code)) << c.pattern << " " << code;
    for (const std::string& code : c.refused)
      EXPECT_FALSE(pattern->Matches(code)) << c.pattern << " " << code;
  }
}

TEST(CodePatternTest, NeedsNoBacktracking) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "X{0,100}";
  const auto pattern = CodePattern::Parse(text + "-");
  ASSERT_TRUE(pattern.ok());
  EXPECT_FALSE(pattern->Matches(std::string(200, 'A')));
  EXPECT_TRUE(pattern->Matches(std::string(199, 'A') + "-"));
  EXPECT_FALSE(pattern->Matches(std::string(201, 'A')));
}

TEST(CodePatternTest, RefusesWhatIsNoPattern) {
  const struct {
    std::string pattern;
    std::string message;
  } cases[] = {
      {"", "of 0 characters"},
      {std::string(201, 'D'), "of 201 characters"},
      {"JBN", "position 1"},
      {"D{", "count from 0 to 100 at position 3"},
      {"D{3", "closing brace at position 4"},
      {"D{}", "position 3"},
      {"D{0}", "ascending order, not zero"},
      {"D{4,2}", "ascending order"},
      {"D{101}", "position 6"},
      {"D{99999999999999999999}", "count from 0 to 100"},
      {"[", "closing bracket"},
      {"[]", "closing bracket"},
      {"[9-0]", "ascending order at position 2"},
      {"[数]", "printable ASCII"},
      {"'", "closing quote"},
      {"''", "closing quote"},
      {"'A'{2}", "no count after quoted text"},
      {"D*", "position 2"},
      {"D D", "position 2"},
      {"{2}", "position 1"},
  };
  for (const auto& c : cases) {
    const auto pattern = CodePattern::Parse(c.pattern);
    ASSERT_FALSE(pattern.ok()) << c.pattern;
    EXPECT_THAT(std::string(pattern.status().message()), testing::HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace clearbudget::classification
