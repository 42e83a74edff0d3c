#include "common/observability/log.h"

#include <regex>
#include <string>

#include "common/observability/log_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::observability {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Escape {
  const char* name;
  std::string given;
  std::string written;
};

class EscapeTest : public ::testing::TestWithParam<Escape> {};

TEST_P(EscapeTest, IsJson) {
  EXPECT_EQ(LogLine(Level::kInfo, "s", "e", {{"text", std::string_view(GetParam().given)}}),
            R"("level":"info","service":"s","event":"e","text":)" + GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(Strings, EscapeTest,
                         ::testing::Values(Escape{"plain", "abc", "\"abc\""},
                                           Escape{"quote", "a\"b", R"("a\"b")"},
                                           Escape{"backslash", "a\\b", R"("a\\b")"},
                                           Escape{"line_break", "a\nb\r", R"("a\u000ab\u000d")"},
                                           Escape{"nul", std::string("a\0b", 3), R"("a\u0000b")"},
                                           Escape{"delete", "\x7F", R"("\u007f")"},
                                           Escape{"chinese", "预算", "\"预算\""},
                                           Escape{"four_bytes", "\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\""},
                                           Escape{"lone_continuation", "a\x80z", "\"a\uFFFDz\""},
                                           Escape{"cut_character", "\xE9\xA2", "\"\uFFFD\uFFFD\""},
                                           Escape{"overlong", "\xC0\xAF", "\"\uFFFD\uFFFD\""},
                                           Escape{"surrogate", "\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""}),
                         [](const auto& test) { return test.param.name; });

TEST(LogLineTest, TypesKeepTheirForm) {
  EXPECT_EQ(LogLine(Level::kError, "s", "e", {{"count", std::int64_t{-7}}, {"ready", true}, {"off", false}}),
            R"("level":"error","service":"s","event":"e","count":-7,"ready":true,"off":false)");
}

TEST(LogTest, NothingIsWrittenBeforeInit) {
  ::testing::internal::CaptureStderr();
  Log(Level::kError, "lost");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), IsEmpty());
}

TEST(LogTest, CallLineHasTimeAndFields) {
  ::testing::internal::CaptureStderr();
  InitLogging("submission", Level::kInfo);
  LogCall({.method = "S/M",
           .code = "NOT_FOUND",
           .reason = "NOT_FOUND",
           .latency_us = 1234,
           .request_id = "r-1",
           .subject = "clerk"});
  StopLogging();
  const std::string written = ::testing::internal::GetCapturedStderr();
  const std::regex expected(
      R"(\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z","level":"info","service":"submission","event":"call",)"
      R"("method":"S/M","code":"NOT_FOUND","reason":"NOT_FOUND","latency_us":1234,"request_id":"r-1","subject":"clerk"\}\n)");
  EXPECT_TRUE(std::regex_match(written, expected)) << written;
}

TEST(LogTest, LevelIsAThreshold) {
  ::testing::internal::CaptureStderr();
  InitLogging("submission", Level::kWarning);
  Log(Level::kInfo, "quiet");
  LogCall({.method = "S/M", .code = "DATA_LOSS"});
  StopLogging();
  const std::string written = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, Not(HasSubstr("quiet")));
  EXPECT_THAT(written, HasSubstr(R"("level":"error","service":"submission","event":"call")"));
}

TEST(LogTest, LevelNames) {
  EXPECT_EQ(LevelFromName("debug"), Level::kDebug);
  EXPECT_EQ(LevelFromName("warning"), Level::kWarning);
  EXPECT_EQ(LevelFromName("INFO"), std::nullopt);
  EXPECT_EQ(LevelFromName(""), std::nullopt);
}

}  // namespace
}  // namespace clearbudget::observability
