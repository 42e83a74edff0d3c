#include "common/contract/text_check.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::contract {
namespace {

using std::string_literals::operator""s;

TEST(TextCheckTest, AcceptsTextForPeople) {
  const TextRule line{.max_characters = 20, .paragraphs = false};
  for (const char* text :
       {"", "部门预算", "a b", "≥90%", "“三公”经费", "\xF0\xA0\xAE\xB7", "㐂\xF3\xA0\x84\x80"}) {
    EXPECT_EQ(FindTextFault(text, line), std::nullopt) << text;
  }
  EXPECT_EQ(FindTextFault("one\n\ttwo", {.max_characters = 20, .paragraphs = true}), std::nullopt);
}

TEST(TextCheckTest, FindsFaults) {
  struct Case {
    std::string text;
    TextFault fault;
  };
  const Case cases[] = {{"a\rb", TextFault::kCarriageReturn},
                        {"a\r\nb", TextFault::kCarriageReturn},
                        {"a\nb", TextFault::kInvisible},
                        {"a\tb", TextFault::kInvisible},
                        {"a\0b"s, TextFault::kInvisible},
                        {"a\x7F", TextFault::kInvisible},
                        {"a\xC2\x85", TextFault::kInvisible},
                        {"a\xE2\x80\xAE", TextFault::kInvisible},      // U+202E
                        {"\xE2\x80\x8B", TextFault::kInvisible},       // U+200B
                        {"\xEF\xBB\xBFx", TextFault::kInvisible},      // U+FEFF
                        {"\xE2\x81\xA6x", TextFault::kInvisible},      // U+2066
                        {"\xF3\xA0\x80\xA0x", TextFault::kInvisible},  // U+E0020
                        {" ", TextFault::kOnlySpaces},
                        {"\xE3\x80\x80 ", TextFault::kOnlySpaces},
                        {"\xFF", TextFault::kNotUtf8},
                        {"\xC0\x80", TextFault::kNotUtf8},
                        {"\xED\xA0\x80", TextFault::kNotUtf8},
                        {"\xE4\xB8", TextFault::kNotUtf8},
                        {"\x80", TextFault::kNotUtf8},
                        {"\xF4\x90\x80\x80", TextFault::kNotUtf8},
                        {"\xE0\x80\x80", TextFault::kNotUtf8},
                        {std::string(21, 'a'), TextFault::kTooLong}};
  for (const Case& c : cases) {
    EXPECT_EQ(FindTextFault(c.text, {.max_characters = 20, .paragraphs = false}), c.fault)
        << testing::PrintToString(c.text);
  }
}

TEST(TextCheckTest, CountsCharactersNotBytes) {
  EXPECT_EQ(FindTextFault("一二三", {.max_characters = 3, .paragraphs = false}), std::nullopt);
  EXPECT_EQ(FindTextFault("一二三四", {.max_characters = 3, .paragraphs = false}), TextFault::kTooLong);
}

TEST(TextCheckTest, Codes) {
  EXPECT_TRUE(IsCode("2010101"));
  EXPECT_TRUE(IsCode("output.quantity"));
  EXPECT_TRUE(IsCode(std::string(64, 'x')));
  for (const std::string& text : {std::string(), std::string(65, 'x'), "a b"s, "编码"s, "a/b"s, "a\n"s}) {
    EXPECT_FALSE(IsCode(text)) << text;
  }
}

TEST(TextCheckTest, Instants) {
  for (const char* text : {"2020-01-31T08:00:00Z", "2020-02-29T23:59:59.123456789Z"}) {
    EXPECT_TRUE(IsInstant(text)) << text;
  }
  for (const char* text :
       {"", "2020-01-31", "2020-01-31T08:00:00", "2020-01-31T08:00:00+08:00", "2020-02-30T08:00:00Z",
        "2020-01-31T24:00:00Z", "2020-01-31T08:60:00Z", "2020-01-31T08:00:00.Z", "2020-01-31 08:00:00Z",
        "2020-01-31T08:00:00.1234567890Z"}) {
    EXPECT_FALSE(IsInstant(text)) << text;
  }
}

}  // namespace
}  // namespace clearbudget::contract
