#include "common/observability/utf8.h"

#include "gtest/gtest.h"

namespace clearbudget::observability {
namespace {

struct Cut {
  const char* name;
  std::string given;
  std::size_t most_bytes;
  std::string expected;
};

class Utf8WithinTest : public ::testing::TestWithParam<Cut> {};

TEST_P(Utf8WithinTest, FitsAndStaysUtf8) {
  const std::string text = Utf8Within(GetParam().given, GetParam().most_bytes);
  EXPECT_EQ(text, GetParam().expected);
  EXPECT_LE(text.size(), GetParam().most_bytes);
}

INSTANTIATE_TEST_SUITE_P(Texts, Utf8WithinTest,
                         ::testing::Values(Cut{"empty", "", 10, ""},
                                           Cut{"fits_exactly", "abcdef", 6, "abcdef"},
                                           Cut{"cut", "abcdefg", 6, "abc…"},
                                           Cut{"between_characters", "预算公开", 10, "预算…"},
                                           Cut{"not_utf8", "a\xFFz", 10, "a\uFFFDz"},
                                           Cut{"not_utf8_at_the_end", "ab\xE9\xA2", 10, "ab\uFFFD\uFFFD"}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace clearbudget::observability
