#include "common/identity/https_fetch.h"

#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include "common/errors/error.h"
#include "common/identity/https_server_fixture.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOk;

std::string Answer(std::string_view status, std::string_view body, std::string_view headers = "") {
  return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status,
                     body.size(), headers, body);
}

class HttpsFetchTest : public ::testing::Test {
 protected:
  void SetUp() override { std::ofstream(ca_file_) << ca_.CertificatePem(); }

  HttpsRequest To(const TestHttpsServer& server) const { return {.url = server.Url(), .ca_file = ca_file_}; }

  testing::TemporaryDirectory directory_;
  std::string ca_file_ = directory_.File("ca.pem");
  testing::TestCa ca_{"providers"};
  testing::TestCertificate certificate_ = ca_.Issue("localhost");
  std::atomic<bool> stop_ = false;
};

TEST_F(HttpsFetchTest, BringsTheDocumentAndItsAge) {
  const TestHttpsServer server(certificate_,
                               Answer("200 OK", "keys", "Cache-Control: public, max-age=120\r\n"));
  const auto fetched = HttpsFetch(To(server), stop_);
  ASSERT_THAT(fetched, IsOk());
  EXPECT_EQ(fetched->body, "keys");
  EXPECT_EQ(fetched->max_age, seconds(120));
  const TestHttpsServer plain(certificate_, Answer("200 OK", "keys"));
  EXPECT_EQ(HttpsFetch(To(plain), stop_)->max_age, std::nullopt);
}

TEST_F(HttpsFetchTest, RedirectsAreNotFollowed) {
  const TestHttpsServer target(certificate_, Answer("200 OK", "keys"));
  const TestHttpsServer server(certificate_, Answer("302 Found", "", "Location: " + target.Url() + "\r\n"));
  EXPECT_THAT(HttpsFetch(To(server), stop_), HasReason(Reason::kBackendUnavailable));
  EXPECT_EQ(server.served(), 1);
  EXPECT_EQ(target.served(), 0);
}

TEST_F(HttpsFetchTest, OtherAnswersAreRefused) {
  for (const std::string& answer :
       {Answer("404 Not Found", "keys"), Answer("500 Oops", "keys"), Answer("204 No Content", ""),
        Answer("200 OK", std::string((std::size_t{1} << 20U) + 1, 'x')),
        // Longer than it says, without saying how long.
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string((std::size_t{1} << 20U) + 1, 'x'),
        std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut"), std::string("nonsense\r\n\r\n")}) {
    const TestHttpsServer server(certificate_, answer);
    EXPECT_THAT(HttpsFetch(To(server), stop_), HasReason(Reason::kBackendUnavailable))
        << answer.substr(0, 60);
  }
}

TEST_F(HttpsFetchTest, ServersThatAreNotCertifiedAreRefused) {
  testing::TestCa stranger("providers");
  const TestHttpsServer strange(stranger.Issue("localhost"), Answer("200 OK", "keys"));
  EXPECT_THAT(HttpsFetch(To(strange), stop_), HasReason(Reason::kBackendUnavailable));
  const TestHttpsServer other_name(ca_.Issue("id.example.cn"), Answer("200 OK", "keys"));
  EXPECT_THAT(HttpsFetch(To(other_name), stop_), HasReason(Reason::kBackendUnavailable));
  const TestHttpsServer expired(ca_.Issue({.common_name = "localhost",
                                           .dns_names = {"localhost"},
                                           .valid_from = -std::chrono::hours(2),
                                           .valid_until = -seconds(60)}),
                                Answer("200 OK", "keys"));
  EXPECT_THAT(HttpsFetch(To(expired), stop_), HasReason(Reason::kBackendUnavailable));
  const TestHttpsServer good(certificate_, Answer("200 OK", "keys"));
  EXPECT_THAT(HttpsFetch({.url = good.Url()}, stop_), HasReason(Reason::kBackendUnavailable))
      << "not of the system";
  EXPECT_THAT(HttpsFetch({.url = good.Url(), .ca_file = "/nowhere"}, stop_),
              HasReason(Reason::kBackendUnavailable));
}

TEST_F(HttpsFetchTest, OtherSchemesAreRefused) {
  std::ofstream(directory_.File("jwks")) << "keys";
  for (const std::string& url : {"file://" + directory_.File("jwks"), std::string("http://localhost:1/jwks"),
                                 std::string("ftp://localhost/jwks"), std::string("https://localhost:1/jwks"),
                                 std::string("https://"), std::string()}) {
    EXPECT_THAT(HttpsFetch({.url = url, .ca_file = ca_file_}, stop_), HasReason(Reason::kBackendUnavailable))
        << url;
  }
}

TEST_F(HttpsFetchTest, SlowServersAreGivenUp) {
  const TestHttpsServer server(certificate_, "");
  HttpsRequest request = To(server);
  request.timeout = milliseconds(200);
  EXPECT_THAT(HttpsFetch(request, stop_), HasReason(Reason::kBackendUnavailable));
}

TEST_F(HttpsFetchTest, StopsWhenItIsToldTo) {
  const TestHttpsServer server(certificate_, "");
  HttpsRequest request = To(server);
  request.timeout = std::chrono::minutes(10);
  std::thread fetching(
      [&] { EXPECT_THAT(HttpsFetch(request, stop_), HasReason(Reason::kBackendUnavailable)); });
  stop_ = true;
  fetching.join();
}

TEST(MaxAgeOfTest, ReadsDirectives) {
  EXPECT_EQ(MaxAgeOf("max-age=60"), seconds(60));
  EXPECT_EQ(MaxAgeOf("Public , MAX-AGE=3600,must-revalidate"), seconds(3600));
  EXPECT_EQ(MaxAgeOf("max-age=60, max-age=90"), seconds(60));
  EXPECT_EQ(MaxAgeOf("max-age=60, no-store"), seconds(0));
  EXPECT_EQ(MaxAgeOf("no-cache"), seconds(0));
  EXPECT_EQ(MaxAgeOf("max-age=99999999999"), seconds(365 * 24 * 3600));
  for (const char* none : {"", "public", "max-age", "max-age=", "max-age=-1", "max-age=1s", "s-maxage=60",
                           "max-age=99999999999999999999"}) {
    EXPECT_EQ(MaxAgeOf(none), std::nullopt) << none;
  }
}

}  // namespace
}  // namespace clearbudget::identity
