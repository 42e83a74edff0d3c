// Who a service takes its callers for, over real connections.
#include "common/rpc/peer_callers.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/test_agency_service.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using budget::v1::Agency;
using budget::v1::AgencyService;
using budget::v1::GetAgencyRequest;
using errors::Reason;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using Metadata = std::vector<std::pair<std::string, std::string>>;

class PeerCallersTest : public ::testing::Test {
 protected:
  PeerCallersTest() {
    ServerConfig config;
    config.drain_time = std::chrono::milliseconds(0);
    trust_.Configure("submission", config);
    callers_ = *PeerCallers::Load("submission", config.tls, config.assertion_public_key_file, clock_);
    service_ =
        std::make_unique<TestAgencyService>([](const auto&) { return absl::OkStatus(); }, callers_.get());
    server_ = *Server::Start(config, {service_->Served()});
  }

  absl::Status Get(const std::string& process, const Metadata& metadata) {
    const auto stub = AgencyService::NewStub(trust_.Channel(process, "submission", server_->port()));
    return Get(*stub, metadata);
  }

  static absl::Status Get(AgencyService::StubInterface& stub, const Metadata& metadata) {
    grpc::ClientContext context;
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    GetAgencyRequest request;
    request.set_name(kDepartment);
    Agency agency;
    return FromGrpc(stub.GetAgency(&context, request, &agency));
  }

  std::string Assertion(const std::string& audience = "submission") const {
    return trust_.AssertionOf(Person("auditor").caller, audience);
  }

  testing::FakeClock clock_;
  TestTrust trust_{clock_};
  std::unique_ptr<PeerCallers> callers_;
  std::unique_ptr<TestAgencyService> service_;
  std::unique_ptr<Server> server_;
};

TEST_F(PeerCallersTest, TheGatewaySaysWhoCalls) {
  EXPECT_THAT(Get("gateway", {{"x-clearbudget-assertion", Assertion()},
                              {"x-clearbudget-client-address", "192.0.2.7"},
                              {"authorization", "Bearer of something that nobody looks at"}}),
              IsOk());
  EXPECT_EQ(service_->last_call.caller, Person("auditor").caller);
  EXPECT_EQ(service_->last_call.service, "");
  EXPECT_EQ(service_->last_call.client_address, "192.0.2.7");
}

TEST_F(PeerCallersTest, AnAddressThatIsNoneIsLeftOut) {
  for (const Metadata& addresses :
       {Metadata{}, Metadata{{"x-clearbudget-client-address", std::string(65, '1')}},
        Metadata{{"x-clearbudget-client-address", "1.1.1.1"}, {"x-clearbudget-client-address", "2.2.2.2"}}}) {
    Metadata metadata = addresses;
    metadata.emplace_back("x-clearbudget-assertion", Assertion());
    EXPECT_THAT(Get("gateway", metadata), IsOk());
    EXPECT_EQ(service_->last_call.client_address, "");
  }
}

TEST_F(PeerCallersTest, AServiceOfTheSuiteIsKnownByItsCertificate) {
  EXPECT_THAT(
      Get("disclosure", {{"x-clearbudget-client-address", "192.0.2.7"}, {"authorization", "Bearer x"}}),
      IsOk());
  EXPECT_EQ(service_->last_call.caller, Service("disclosure").caller);
  EXPECT_EQ(service_->last_call.service, "disclosure");
  EXPECT_EQ(service_->last_call.client_address, "") << "only the gateway sees clients";
}

struct Forged {
  const char* name;
  const char* process;
  Metadata (*metadata)(const TestTrust& trust, const identity::Caller& caller);
  Reason reason;
};
class ForgedTest : public PeerCallersTest, public ::testing::WithParamInterface<Forged> {};

TEST_P(ForgedTest, IsRefused) {
  EXPECT_THAT(Get(GetParam().process, GetParam().metadata(trust_, Person("auditor").caller)),
              HasReason(GetParam().reason));
  EXPECT_EQ(service_->last_call.method, "") << "the handler ran";
}

constexpr char kKey[] = "x-clearbudget-assertion";
INSTANTIATE_TEST_SUITE_P(
    Ways, ForgedTest,
    ::testing::Values(
        Forged{"no_assertion", "gateway", [](const auto&, const auto&) { return Metadata{}; },
               Reason::kCredentialsMissing},
        Forged{"a_clients_token_only", "gateway",
               [](const auto& trust, const auto& caller) {
                 return Metadata{{"authorization", "Bearer " + trust.AssertionOf(caller, "submission")}};
               },
               Reason::kCredentialsMissing},
        Forged{"plain_identity", "gateway",
               [](const auto&, const auto&) {
                 return Metadata{{"x-clearbudget-subject", "account:auditor"},
                                 {"x-clearbudget-roles", "auditor"}};
               },
               Reason::kCredentialsMissing},
        Forged{"two_assertions", "gateway",
               [](const auto& trust, const auto& caller) {
                 const std::string assertion = trust.AssertionOf(caller, "submission");
                 return Metadata{{kKey, assertion}, {kKey, assertion}};
               },
               Reason::kCredentialsInvalid},
        Forged{"another_audience", "gateway",
               [](const auto& trust, const auto& caller) {
                 return Metadata{{kKey, trust.AssertionOf(caller, "performance")}};
               },
               Reason::kCredentialsInvalid},
        Forged{"another_gateways_key", "gateway",
               [](const auto&, const auto& caller) {
                 const testing::FakeClock clock;
                 return Metadata{{kKey, TestTrust(clock).AssertionOf(caller, "submission")}};
               },
               Reason::kCredentialsInvalid},
        Forged{"changed", "gateway",
               [](const auto& trust, const auto& caller) {
                 std::string assertion = trust.AssertionOf(caller, "submission");
                 assertion[assertion.find('.') + 5] ^= 1;
                 return Metadata{{kKey, assertion}};
               },
               Reason::kCredentialsInvalid},
        Forged{"a_services_subject", "gateway",
               [](const auto& trust, const auto& caller) {
                 identity::Caller pretender = caller;
                 pretender.subject = "service:disclosure";
                 return Metadata{{kKey, trust.AssertionOf(pretender, "submission")}};
               },
               Reason::kCredentialsInvalid},
        Forged{"from_a_service", "performance",
               [](const auto& trust, const auto& caller) {
                 return Metadata{{kKey, trust.AssertionOf(caller, "submission")}};
               },
               Reason::kCredentialsInvalid},
        Forged{"from_an_unknown_process", "worker",
               [](const auto& trust, const auto& caller) {
                 return Metadata{{kKey, trust.AssertionOf(caller, "submission")}};
               },
               Reason::kCredentialsInvalid}),
    [](const auto& test) { return test.param.name; });

TEST_F(PeerCallersTest, AnAssertionIsNotReplayedAfterItsMinute) {
  const Metadata metadata{{kKey, Assertion()}};
  EXPECT_THAT(Get("gateway", metadata), IsOk());
  clock_.Advance(std::chrono::seconds(59));
  EXPECT_THAT(Get("gateway", metadata), IsOk());
  clock_.Advance(std::chrono::seconds(10));
  EXPECT_THAT(Get("gateway", metadata), HasReason(Reason::kCredentialsExpired));
}

TEST_F(PeerCallersTest, NamesOfOtherDomainsDoNotCount) {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"gateway"},
        {"gateway.clearbudget.internal.example.org"},
        {"gateway.example.org"},
        {"gatewayclearbudget.internal"},
        {"x.gateway.clearbudget.internal"},
        {"*.clearbudget.internal"},
        {"gateway.clearbudget.internal", "disclosure.clearbudget.internal"},
        {}}) {
    trust_.Replace("stranger", {.common_name = "gateway.clearbudget.internal", .dns_names = names});
    EXPECT_THAT(Get("stranger", {{kKey, Assertion()}}), HasReason(Reason::kCredentialsInvalid));
  }
  trust_.Replace("gateway",
                 {.common_name = "anything", .dns_names = {"localhost", "gateway.clearbudget.internal"}});
  EXPECT_THAT(Get("gateway", {{kKey, Assertion()}}), IsOk());
}

TEST_F(PeerCallersTest, ARevokedCertificateIsRefusedOnItsOpenConnection) {
  const auto stub = AgencyService::NewStub(trust_.Channel("disclosure", "submission", server_->port()));
  EXPECT_THAT(Get(*stub, {}), IsOk());
  trust_.Revoke("disclosure");
  clock_.Advance(std::chrono::seconds(2));
  EXPECT_THAT(Get(*stub, {}), HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(Get("performance", {}), IsOk()) << "the others stay";
}

TEST_F(PeerCallersTest, AListThatCannotBeUsedLeavesTheOneBefore) {
  const auto stub = AgencyService::NewStub(trust_.Channel("disclosure", "submission", server_->port()));
  trust_.Revoke("disclosure");
  clock_.Advance(std::chrono::seconds(2));
  EXPECT_THAT(Get(*stub, {}), HasReason(Reason::kCredentialsInvalid));
  const std::string file = trust_.FilesOf("disclosure").crl_file;
  testing::TestCa stranger("clearbudget test authority");
  for (const std::string& text : {std::string("no list"), std::string(), stranger.RevocationList({})}) {
    testing::ReplaceFile(file, text);
    clock_.Advance(std::chrono::seconds(2));
    EXPECT_THAT(Get(*stub, {}), HasReason(Reason::kCredentialsInvalid));
  }
}

TEST(PeerCallersLoadTest, FilesMustBeGood) {
  const testing::FakeClock clock;
  TestTrust trust(clock);
  const TlsFiles files = trust.FilesOf("submission");
  EXPECT_THAT(PeerCallers::Load("submission", files, "/nowhere", clock),
              HasReason(Reason::kConfigurationInvalid));
  testing::ReplaceFile(files.crl_file, "no list");
  EXPECT_THAT(PeerCallers::Load("submission", files, trust.assertion_public_key_file(), clock),
              HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::rpc
