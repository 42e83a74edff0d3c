// The register read from a server that speaks submission's contract, over mutual TLS.
#include "common/register_client/grpc_register_reader.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/errors/error.h"
#include "common/register_client/cached_agency_relations.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/test_trust.h"
#include "common/rpc/tls_credentials.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::register_client {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOkAndHolds;

// Pages of two agencies; a delegation by its name.
class FakeSubmission {
 public:
  explicit FakeSubmission(rpc::TestTrust& trust) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", rpc::ServerTls(trust.FilesOf("submission")), &port_);
    builder.RegisterService(&agencies_);
    builder.RegisterService(&delegations_);
    server_ = builder.BuildAndStart();
  }
  ~FakeSubmission() { Stop(); }

  void Stop() { server_->Shutdown(std::chrono::system_clock::now()); }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  void Add(const std::string& code, const std::string& parent) {
    budget::v1::Agency agency;
    agency.set_name("regions/130303/agencies/" + code);
    budget::v1::AgencyAttributes& attributes = *agency.add_attributes();
    attributes.set_valid_from("2019-01-01");
    attributes.set_parent(parent);
    agencies_.all.push_back(agency);
  }

  struct Agencies final : budget::v1::AgencyService::Service {
    grpc::Status ListAgencies(grpc::ServerContext* context, const budget::v1::ListAgenciesRequest* request,
                              budget::v1::ListAgenciesResponse* response) override {
      ++calls;
      metadata.clear();
      for (const auto& [key, value] : context->client_metadata()) {
        metadata[std::string(key.data(), key.size())] = std::string(value.data(), value.size());
      }
      std::size_t at = request->page_token().empty() ? 0 : std::stoul(request->page_token());
      for (int i = 0; i < 2 && at < all.size(); ++i) *response->add_agencies() = all[at++];
      if (at < all.size()) response->set_next_page_token(std::to_string(at));
      return grpc::Status::OK;
    }
    std::vector<budget::v1::Agency> all;
    std::map<std::string, std::string> metadata;
    int calls = 0;
  };
  struct Delegations final : budget::v1::DelegationService::Service {
    grpc::Status GetDelegation(grpc::ServerContext*, const budget::v1::GetDelegationRequest* request,
                               budget::v1::Delegation* response) override {
      if (request->name() != only.name() && !lies) return rpc::ToGrpc(errors::Error(Reason::kNotFound));
      *response = only;
      return grpc::Status::OK;
    }
    budget::v1::Delegation only;
    bool lies = false;
  };

  Agencies agencies_;
  Delegations delegations_;

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

class GrpcRegisterReaderTest : public ::testing::Test {
 protected:
  GrpcRegisterReaderTest() {
    submission_.Add("101", "");
    submission_.Add("101002", "101");
    submission_.Add("102", "");
    submission_.Add("101002003", "101002");
    submission_.Add("103", "");
    submission_.delegations_.only.set_name("regions/130303/delegations/leave");
  }

  rpc::TestTrust trust_;
  FakeSubmission submission_{trust_};
  const rpc::Backend backend_{
      "submission", submission_.address(), {}, trust_.FilesOf("performance"), std::chrono::seconds(5)};
  GrpcRegisterReader reader_{backend_};
  const names::RegionName region_{"130303"};
  const names::DelegationName lent_{"130303", "leave"};
};

TEST_F(GrpcRegisterReaderTest, AllPagesOfARegionAreRead) {
  const auto agencies = reader_.ReadAgencies(region_, {.request_id = "r-1"});
  ASSERT_TRUE(agencies.ok()) << agencies.status();
  EXPECT_EQ(submission_.agencies_.calls, 3);
  EXPECT_TRUE(agencies->IsUnitOf("101002003", "101", "2020-01-01"));
  EXPECT_FALSE(agencies->IsUnitOf("103", "101", "2020-01-01"));
  // Nothing of the caller goes along.
  EXPECT_EQ(submission_.agencies_.metadata["x-request-id"], "r-1");
  EXPECT_FALSE(submission_.agencies_.metadata.contains("authorization"));
  EXPECT_FALSE(submission_.agencies_.metadata.contains("x-clearbudget-assertion"));
}

TEST_F(GrpcRegisterReaderTest, AnAnswerThatBreaksTheContractIsNotUsed) {
  EXPECT_THAT(reader_.ReadAgencies({"110000"}, {}), HasReason(Reason::kBackendFailed));
  submission_.agencies_.all[0].set_name("agencies/101");
  EXPECT_THAT(reader_.ReadAgencies(region_, {}), HasReason(Reason::kBackendFailed));
  submission_.delegations_.lies = true;
  EXPECT_THAT(reader_.ReadDelegation({"130303", "other"}, {}), HasReason(Reason::kBackendFailed));
}

TEST_F(GrpcRegisterReaderTest, ADelegationIsReadWhole) {
  budget::v1::Delegation& lent = submission_.delegations_.only;
  lent.set_delegator("张三");
  lent.set_agency("regions/130303/agencies/101");
  lent.set_delegate("李四");
  lent.add_roles("department_reviewer");
  lent.set_first_day("2020-02-01");
  lent.set_last_day("2020-02-10");
  lent.set_revoked(true);
  const rpc::Delegation expected{.name = "regions/130303/delegations/leave",
                                 .delegator = "张三",
                                 .delegate = "李四",
                                 .roles = {"department_reviewer"},
                                 .agency = "regions/130303/agencies/101",
                                 .region = "regions/130303",
                                 .first_day = "2020-02-01",
                                 .last_day = "2020-02-10",
                                 .revoked = true};
  EXPECT_EQ(*reader_.ReadDelegation(lent_, {}), expected);
  EXPECT_FALSE(reader_.ReadDelegation({"130303", "other"}, {})->has_value());
}

TEST_F(GrpcRegisterReaderTest, ARegisterThatGoesAwayServesFromMemoryForAWhile) {
  testing::FakeClock clock;
  CachedAgencyRelations relations(reader_, clock);
  const auto is_unit = [&] {
    return relations.IsUnitOf({}, "regions/130303/agencies/101002", "regions/130303/agencies/101");
  };
  EXPECT_THAT(is_unit(), IsOkAndHolds(true));
  submission_.Stop();
  clock.Advance(std::chrono::minutes(4));
  EXPECT_THAT(is_unit(), IsOkAndHolds(true));
  clock.Advance(std::chrono::minutes(1));
  EXPECT_THAT(is_unit(), HasReason(Reason::kBackendUnavailable));
  EXPECT_THAT(reader_.ReadDelegation(lent_, {}), HasReason(Reason::kBackendUnavailable));
}

}  // namespace
}  // namespace clearbudget::register_client
