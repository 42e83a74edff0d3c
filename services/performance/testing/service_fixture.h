#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "common/ports/clock.h"
#include "common/rpc/development_tokens.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/testing/temporary_directory.h"
#include "grpcpp/grpcpp.h"
#include "services/performance/process.h"
#include "services/performance/testing/fake_submission.h"

namespace clearbudget::performance {

// The whole service behind a real local server: SQLite, signed tokens, and a fake submission service.
class ServiceFixture {
 public:
  using Stub = v1::PerformanceService::StubInterface;

  ServiceFixture() {
    EXPECT_TRUE(rpc::GenerateTokenKeys(directory_.File("token.pem"), directory_.File("token.pub.pem")).ok());
    signer_ = *rpc::TokenSigner::Load(directory_.File("token.pem"), clock_);
    configuration_.server.port = 0;
    configuration_.server.drain_time = std::chrono::milliseconds(0);
    configuration_.data_dir = directory_.File("data");
    configuration_.server.token_public_key_file = directory_.File("token.pub.pem");
    configuration_.submission = submission.address();
    configuration_.backend_time_limit = std::chrono::seconds(5);
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
    stub_ = v1::PerformanceService::NewStub(grpc::CreateChannel(
        "127.0.0.1:" + std::to_string(server_->port()), grpc::InsecureChannelCredentials()));
  }

  void Stop() {
    server_.reset();
    process_.reset();
  }

  // A token of a person at an agency of the region 990101, or of no agency.
  std::string Token(const std::string& person, const std::string& role, const std::string& agency) {
    rpc::Caller caller{
        .subject = "account:" + person, .person = person, .roles = {role}, .region = "regions/990101"};
    if (!agency.empty()) caller.agency = "regions/990101/agencies/" + agency;
    return *signer_->Sign(caller, std::chrono::hours(1));
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(const std::string& token,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token);
    Response response;
    absl::Status status = rpc::FromGrpc((stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  FakeSubmission submission;

 private:
  testing::TemporaryDirectory directory_;
  ports::SystemClock clock_;
  Configuration configuration_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::performance
