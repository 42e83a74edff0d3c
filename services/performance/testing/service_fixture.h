#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "clearbudget/performance/v1/performance_trail_service.grpc.pb.h"
#include "common/identity/signing_key.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/temporary_directory.h"
#include "grpcpp/grpcpp.h"
#include "services/performance/process.h"
#include "services/performance/testing/fake_submission.h"

namespace clearbudget::performance {

// The whole service behind a real local server over mutual TLS: SQLite, callers by the gateway's assertions,
// and a fake submission service.
class ServiceFixture {
 public:
  using Stub = v1::PerformanceService::StubInterface;

  ServiceFixture() {
    configuration_.server.port = 0;
    configuration_.server.drain_time = std::chrono::milliseconds(0);
    configuration_.data_dir = directory_.File("data");
    configuration_.trail.key_file = directory_.File("trail.pem");
    EXPECT_TRUE(identity::GenerateKeys(configuration_.trail.key_file, directory_.File("trail.pub.pem")).ok());
    trust_.Configure("performance", configuration_.server);
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
    stub_ = v1::PerformanceService::NewStub(trust_.Channel("gateway", "performance", server_->port()));
    peer_ = v1::PerformanceService::NewStub(trust_.Channel("disclosure", "performance", server_->port()));
  }

  void Stop() {
    server_.reset();
    process_.reset();
  }

  // A person at an agency of the region 990101, or of no agency.
  static identity::Caller Person(const std::string& person, const std::string& role,
                                 const std::string& agency) {
    identity::Caller caller{
        .subject = "account:" + person, .person = person, .roles = {role}, .region = "regions/990101"};
    if (!agency.empty()) caller.agency = "regions/990101/agencies/" + agency;
    return caller;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(const identity::Caller& caller,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request, const std::string& acting_for = "") {
    grpc::ClientContext context;
    if (!acting_for.empty()) context.AddMetadata("x-acting-for", acting_for);
    trust_.AddCaller(caller, "performance", context);
    Response response;
    absl::Status status = rpc::FromGrpc((stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  // What an auditor reads of the region's trail.
  std::vector<trail::v1::TrailEntry> Trail() {
    grpc::ClientContext context;
    trust_.AddCaller(Person("审计员", "auditor", ""), "performance", context);
    trail::v1::ListTrailEntriesRequest request;
    request.set_parent("regions/990101");
    trail::v1::ListTrailEntriesResponse response;
    const auto stub =
        v1::PerformanceTrailService::NewStub(trust_.Channel("gateway", "performance", server_->port()));
    EXPECT_TRUE(stub->ListTrailEntries(&context, request, &response).ok());
    return {response.entries().begin(), response.entries().end()};
  }

  // As the disclosure service.
  template <typename Request, typename Response>
  absl::StatusOr<Response> CallAsPeer(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                   Response*),
                                      const Request& request) {
    grpc::ClientContext context;
    Response response;
    absl::Status status = rpc::FromGrpc((peer_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

 private:
  rpc::TestTrust trust_;

 public:
  FakeSubmission submission{trust_};

 private:
  testing::TemporaryDirectory directory_;
  ports::SystemClock clock_;
  Configuration configuration_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<Stub> stub_;
  std::unique_ptr<Stub> peer_;
};

}  // namespace clearbudget::performance
