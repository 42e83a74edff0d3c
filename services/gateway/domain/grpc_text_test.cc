// The texts of the gRPC protocol: status, message, timeout.
#include <chrono>
#include <optional>
#include <string_view>

#include "gtest/gtest.h"
#include "services/gateway/domain/grpc_status.h"
#include "services/gateway/domain/grpc_timeout.h"

namespace clearbudget::gateway {
namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

TEST(GrpcStatusTest, NumbersAndNames) {
  EXPECT_EQ(StatusNumber(StatusCode::kUnavailable), "14");
  EXPECT_EQ(StatusName(StatusCode::kUnauthenticated), "UNAUTHENTICATED");
  EXPECT_EQ(ParseStatusNumber("0"), StatusCode::kOk);
  EXPECT_EQ(ParseStatusNumber("16"), StatusCode::kUnauthenticated);
  for (const char* text : {"", "17", "-1", "00", "x"})
    EXPECT_EQ(ParseStatusNumber(text), StatusCode::kUnknown);
}

TEST(GrpcStatusTest, ResetsAndHttpStatuses) {
  EXPECT_EQ(StatusOfReset(0x7), StatusCode::kUnavailable);
  EXPECT_EQ(StatusOfReset(0x8), StatusCode::kCancelled);
  EXPECT_EQ(StatusOfReset(0xb), StatusCode::kResourceExhausted);
  EXPECT_EQ(StatusOfReset(0x1), StatusCode::kInternal);
  EXPECT_EQ(StatusOfHttp("503"), StatusCode::kUnavailable);
  EXPECT_EQ(StatusOfHttp("404"), StatusCode::kUnimplemented);
  EXPECT_EQ(StatusOfHttp("302"), StatusCode::kUnknown);
}

TEST(GrpcStatusTest, PercentEncoding) {
  EXPECT_EQ(PercentEncode("plain text"), "plain text");
  EXPECT_EQ(PercentEncode("100%\n"), "100%25%0A");
  EXPECT_EQ(PercentEncode("预"), "%E9%A2%84");
}

TEST(GrpcTimeoutTest, Parses) {
  const struct {
    std::string_view text;
    std::optional<nanoseconds> expected;
  } kCases[] = {
      {"1H", 1h},
      {"2M", 2min},
      {"3S", 3s},
      {"250m", 250ms},
      {"7u", 7us},
      {"9n", 9ns},
      {"0m", 0ns},
      {"99999999n", 99999999ns},
      {"99999999H", 24h * 365 * 100},
      {"123456789m", std::nullopt},
      {"m", std::nullopt},
      {"", std::nullopt},
      {"-1S", std::nullopt},
      {"1.5S", std::nullopt},
      {"10s", std::nullopt},
      {"10", std::nullopt},
  };
  for (const auto& test : kCases) EXPECT_EQ(ParseGrpcTimeout(test.text), test.expected) << test.text;
}

TEST(GrpcTimeoutTest, Formats) {
  EXPECT_EQ(FormatGrpcTimeout(1500ms), "1500m");
  EXPECT_EQ(FormatGrpcTimeout(1ns), "1m");
  EXPECT_EQ(FormatGrpcTimeout(0ns), "0m");
  EXPECT_EQ(FormatGrpcTimeout(24h * 365), "99999999m");
}

}  // namespace
}  // namespace clearbudget::gateway
