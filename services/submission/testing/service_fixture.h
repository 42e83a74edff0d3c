#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/identity/caller.h"
#include "common/identity/signing_key.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/temporary_directory.h"
#include "services/submission/process.h"

namespace clearbudget::submission {

// The whole service behind a real local server over mutual TLS: SQLite, the packs of this repository, callers
// by the gateway's assertions.
class ServiceFixture {
 public:
  ServiceFixture() {
    configuration_.server.port = 0;
    configuration_.server.drain_time = std::chrono::milliseconds(0);
    configuration_.data_dir = directory_.File("data");
    configuration_.pack_dir = std::string(CLEARBUDGET_SOURCE_DIR) + "/deploy/packs";
    configuration_.trail.key_file = directory_.File("trail.pem");
    EXPECT_TRUE(identity::GenerateKeys(configuration_.trail.key_file, directory_.File("trail.pub.pem")).ok());
    trust_.Configure("submission", configuration_.server);
    Start();
  }
  ~ServiceFixture() { Stop(); }

  void Start() {
    auto process = Process::Open(configuration_, clock_);
    ASSERT_TRUE(process.ok()) << process.status().ToString();
    process_ = *std::move(process);
    auto server = rpc::Server::Start(configuration_.server, process_->Services());
    ASSERT_TRUE(server.ok()) << server.status().ToString();
    server_ = *std::move(server);
    const auto channel = Channel("gateway");
    budgets = budget::v1::BudgetService::NewStub(channel);
    agencies = budget::v1::AgencyService::NewStub(channel);
    delegations = budget::v1::DelegationService::NewStub(channel);
    packs = pack::v1::PackService::NewStub(channel);
  }

  void Stop() {
    server_.reset();
    process_.reset();
  }

  // From another process of the suite.
  std::shared_ptr<grpc::Channel> Channel(const std::string& from) {
    return trust_.Channel(from, "submission", server_->port());
  }

  // A person with an account of his own; an agency is a code of the region 130303, or empty.
  static identity::Caller Person(const std::string& person, const std::string& role,
                                 const std::string& agency) {
    identity::Caller caller;
    caller.subject = "account:" + person;
    caller.person = person;
    caller.region = "regions/130303";
    if (!agency.empty()) caller.agency = "regions/130303/agencies/" + agency;
    caller.roles = {role};
    return caller;
  }

  // Calls a method of a stub for a caller; under a delegation where one is named.
  template <typename Stub, typename Request, typename Response>
  absl::Status Call(const identity::Caller& caller, Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response, const std::string& acting_for = "") {
    grpc::ClientContext context;
    trust_.AddCaller(caller, "submission", context);
    if (!acting_for.empty()) context.AddMetadata("x-acting-for", acting_for);
    context.AddMetadata(std::string(rpc::kDetailLimitKey), "7000");
    return rpc::FromGrpc((stub.*method)(&context, request, &response));
  }

  std::string DatabaseFile() const { return configuration_.data_dir + "/submission/submission.sqlite3"; }

  std::unique_ptr<budget::v1::BudgetService::StubInterface> budgets;
  std::unique_ptr<budget::v1::AgencyService::StubInterface> agencies;
  std::unique_ptr<budget::v1::DelegationService::StubInterface> delegations;
  std::unique_ptr<pack::v1::PackService::StubInterface> packs;

 private:
  testing::TemporaryDirectory directory_;
  rpc::TestTrust trust_;
  ports::SystemClock clock_;
  Configuration configuration_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace clearbudget::submission
