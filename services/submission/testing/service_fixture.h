#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/ports/clock.h"
#include "common/rpc/development_tokens.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/testing/temporary_directory.h"
#include "services/submission/process.h"

namespace clearbudget::submission {

// The whole service behind a real local server: SQLite, the packs of this repository, signed tokens.
class ServiceFixture {
 public:
  ServiceFixture() {
    EXPECT_TRUE(rpc::GenerateTokenKeys(directory_.File("token.pem"), directory_.File("token.pub.pem")).ok());
    signer_ = *rpc::TokenSigner::Load(directory_.File("token.pem"), clock_);
    configuration_.server.port = 0;
    configuration_.server.drain_time = std::chrono::milliseconds(0);
    configuration_.data_dir = directory_.File("data");
    configuration_.pack_dir = std::string(CLEARBUDGET_SOURCE_DIR) + "/deploy/packs";
    configuration_.server.token_public_key_file = directory_.File("token.pub.pem");
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
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(16 * 1024 * 1024);
    const auto channel = grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(server_->port()),
                                                   grpc::InsecureChannelCredentials(), arguments);
    budgets = budget::v1::BudgetService::NewStub(channel);
    agencies = budget::v1::AgencyService::NewStub(channel);
    packs = pack::v1::PackService::NewStub(channel);
  }

  void Stop() {
    server_.reset();
    process_.reset();
  }

  // A token of a person; an agency is a code of the region 130303, or empty.
  std::string Token(const std::string& person, const std::string& role, const std::string& agency) {
    rpc::Caller caller;
    caller.subject = "account:" + person;
    caller.person = person;
    caller.region = "regions/130303";
    if (!agency.empty()) caller.agency = "regions/130303/agencies/" + agency;
    caller.roles = {role};
    return *signer_->Sign(caller, std::chrono::hours(1));
  }

  // Calls a method of a stub with a token.
  template <typename Stub, typename Request, typename Response>
  absl::Status Call(const std::string& token, Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token);
    context.AddMetadata(std::string(rpc::kDetailLimitKey), "7000");
    return rpc::FromGrpc((stub.*method)(&context, request, &response));
  }

  std::unique_ptr<budget::v1::BudgetService::StubInterface> budgets;
  std::unique_ptr<budget::v1::AgencyService::StubInterface> agencies;
  std::unique_ptr<pack::v1::PackService::StubInterface> packs;

 private:
  testing::TemporaryDirectory directory_;
  ports::SystemClock clock_;
  Configuration configuration_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace clearbudget::submission
