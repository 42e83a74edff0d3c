#include "services/gateway/domain/request_rules.h"

#include <chrono>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

HeaderViews Good() {
  return {{":method", "POST"},    {":scheme", "http"}, {":path", "/a.v1.Service/Get"},
          {":authority", "host"}, {"te", "trailers"},  {"content-type", "application/grpc+proto"}};
}

TEST(RequestRulesTest, PassesAGoodRequestOn) {
  JudgedRequest judged;
  EXPECT_FALSE(JudgeRequest(Good(), judged));
  EXPECT_EQ(judged.path, "/a.v1.Service/Get");
  EXPECT_EQ(judged.method.service, "a.v1.Service");
  EXPECT_FALSE(judged.timeout);
  EXPECT_THAT(judged.forwarded, ElementsAre(HeaderView{":method", "POST"}, HeaderView{":scheme", "http"},
                                            HeaderView{":path", "/a.v1.Service/Get"},
                                            HeaderView{":authority", "host"}, HeaderView{"te", "trailers"},
                                            HeaderView{"content-type", "application/grpc+proto"}));
}

TEST(RequestRulesTest, FieldByField) {
  enum class Fate { kPassed, kDropped, kRefused };
  const struct {
    HeaderView header;
    Fate fate;
  } kCases[] = {
      {{"x-acting-for", "regions/130303/delegations/leave"}, Fate::kPassed},
      {{"authorization", "Bearer x"}, Fate::kDropped},
      {{"proxy-authorization", "Basic eDp5"}, Fate::kDropped},
      {{"cookie", "session=x"}, Fate::kDropped},
      {{"x-own", "printable ~"}, Fate::kPassed},
      {{"x-own", ""}, Fate::kPassed},
      {{"grpc-encoding", "gzip"}, Fate::kPassed},
      {{"grpc-trace-bin", "AAEC"}, Fate::kPassed},
      {{"x-clearbudget-subject", "forged"}, Fate::kDropped},
      {{"x-clearbudget-roles-bin", "***"}, Fate::kDropped},
      {{"x-clearbudget-assertion", "forged"}, Fate::kDropped},
      {{"x-clearbudget-client-address", "127.0.0.1"}, Fate::kDropped},
      {{"forwarded", "for=127.0.0.1"}, Fate::kDropped},
      {{"x-forwarded-for", "127.0.0.1"}, Fate::kDropped},
      {{"x-forwarded-client-cert", "By=forged"}, Fate::kDropped},
      {{"x-real-ip", "127.0.0.1"}, Fate::kDropped},
      {{"connection", "close"}, Fate::kDropped},
      {{"host", "other"}, Fate::kDropped},
      {{"grpc-status", "0"}, Fate::kDropped},
      {{"grpc-internal-encoding-request", "gzip"}, Fate::kDropped},
      {{"x-request-id", "given"}, Fate::kDropped},
      {{"x-own-bin", "***"}, Fate::kRefused},
      {{"x-own", "预算"}, Fate::kRefused},
      {{"authorization", "Bearer 预算"}, Fate::kRefused},
      {{"x-own", "a\tb"}, Fate::kRefused},
      {{"x!own", "a"}, Fate::kRefused},
      {{"grpc-timeout", "soon"}, Fate::kRefused},
  };
  for (const auto& test : kCases) {
    HeaderViews headers = Good();
    headers.push_back(test.header);
    JudgedRequest judged;
    const auto refusal = JudgeRequest(headers, judged);
    EXPECT_EQ(refusal.has_value(), test.fate == Fate::kRefused) << test.header.name;
    if (refusal) {
      EXPECT_EQ(refusal->code, StatusCode::kInvalidArgument) << test.header.name;
      continue;
    }
    if (test.fate == Fate::kPassed) {
      EXPECT_THAT(judged.forwarded, Contains(test.header));
    } else {
      EXPECT_THAT(judged.forwarded, Not(Contains(test.header)));
    }
  }
}

TEST(RequestRulesTest, SplitsBinaryFieldsAndReadsTimeoutAndId) {
  HeaderViews headers = Good();
  headers.push_back({"x-own-bin", "AAEC,AA=="});
  headers.push_back({"grpc-timeout", "5S"});
  headers.push_back({"x-request-id", "id-1"});
  JudgedRequest judged;
  EXPECT_FALSE(JudgeRequest(headers, judged));
  EXPECT_THAT(judged.forwarded, Contains(HeaderView{"x-own-bin", "AAEC"}));
  EXPECT_THAT(judged.forwarded, Contains(HeaderView{"x-own-bin", "AA"}));
  EXPECT_EQ(judged.timeout, std::chrono::seconds(5));
  EXPECT_EQ(judged.request_id, "id-1");
}

TEST(RequestRulesTest, TakesTheCredentialsOutAndCountsThem) {
  HeaderViews headers = Good();
  JudgedRequest judged;
  EXPECT_FALSE(JudgeRequest(headers, judged));
  EXPECT_EQ(judged.authorization_fields, 0U);
  headers.push_back({"authorization", "Bearer a"});
  EXPECT_FALSE(JudgeRequest(headers, judged));
  EXPECT_EQ(judged.authorization_fields, 1U);
  EXPECT_EQ(judged.authorization, "Bearer a");
  headers.push_back({"authorization", ""});
  EXPECT_FALSE(JudgeRequest(headers, judged));
  EXPECT_EQ(judged.authorization_fields, 2U);
}

TEST(RequestRulesTest, RefusesWhatIsNotAGrpcCall) {
  const struct {
    std::size_t index;
    std::string_view value;
    int http_status;
    StatusCode code;
  } kCases[] = {
      {0, "GET", 405, StatusCode::kInternal},
      {5, "application/json", 415, StatusCode::kInternal},
      {5, "application/grpc-web", 415, StatusCode::kInternal},
      {5, "", 415, StatusCode::kInternal},
      {2, "/", 200, StatusCode::kUnimplemented},
      {2, "/a.v1.Service", 200, StatusCode::kUnimplemented},
      {2, "/a.v1.Service/Get/More", 200, StatusCode::kUnimplemented},
  };
  for (const auto& test : kCases) {
    HeaderViews headers = Good();
    headers[test.index].value = test.value;
    JudgedRequest judged;
    const auto refusal = JudgeRequest(headers, judged);
    ASSERT_TRUE(refusal) << test.value;
    EXPECT_EQ(refusal->http_status, test.http_status) << test.value;
    EXPECT_EQ(refusal->code, test.code) << test.value;
  }
}

TEST(RequestRulesTest, RequestIds) {
  EXPECT_TRUE(IsRequestId("0a1B-._"));
  EXPECT_TRUE(IsRequestId(std::string(64, 'a')));
  EXPECT_FALSE(IsRequestId(std::string(65, 'a')));
  for (const char* text : {"", "a b", "a\"b", "编号"}) EXPECT_FALSE(IsRequestId(text)) << text;
}

TEST(RequestRulesTest, WhatMayReachClients) {
  EXPECT_TRUE(MayReachClient("grpc-status-details-bin"));
  EXPECT_FALSE(MayReachClient("x-clearbudget-node"));
  EXPECT_FALSE(MayReachClient("connection"));
  EXPECT_FALSE(MayReachClient("x-request-id"));
}

}  // namespace
}  // namespace clearbudget::gateway
