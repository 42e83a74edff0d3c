#include "common/rpc/server.h"

#include <fstream>
#include <future>

#include "common/errors/error.h"
#include "common/rpc/test_agency_service.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::StatusIs;
using testing::TemporaryDirectory;

ServerConfig QuickConfig() {
  ServerConfig config;
  config.drain_time = std::chrono::milliseconds(0);
  return config;
}

HealthCheckResponse::ServingStatus Health(int port, const std::string& service) {
  const auto channel =
      grpc::CreateChannel(fmt::format("127.0.0.1:{}", port), grpc::InsecureChannelCredentials());
  grpc::TemplatedGenericStub<HealthCheckRequest, HealthCheckResponse> stub(channel);
  grpc::ClientContext context;
  HealthCheckRequest request;
  HealthCheckResponse response;
  request.set_service(service);
  std::promise<grpc::Status> answered;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", {}, &request, &response,
                 [&](grpc::Status status) { answered.set_value(std::move(status)); });
  return answered.get_future().get().ok() ? response.status() : HealthCheckResponse::UNKNOWN;
}

TEST(ServerTest, ServesHealthAndWritesItsPort) {
  const TemporaryDirectory directory;
  TestAgencyService service;
  ServerConfig config = QuickConfig();
  config.port_file = directory.File("port");
  const auto server = Server::Start(config, {service.Served()});
  ASSERT_THAT(server, IsOk());
  int written = 0;
  std::ifstream(config.port_file) >> written;
  EXPECT_EQ(written, (*server)->port());
  EXPECT_EQ(Health(written, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(Health(written, "clearbudget.budget.v1.AgencyService"), HealthCheckResponse::SERVING);
  EXPECT_EQ(Health(written, "no.such.Service"), HealthCheckResponse::UNKNOWN);
}

TEST(ServerTest, IncompleteServiceDoesNotStart) {
  TestAgencyService service;
  MethodGate gate({service.callers, service.relations, service.clock, service.ids},
                  [](const auto&) { return absl::OkStatus(); });
  const ServiceMethods empty(budget::v1::AgencyService::service_full_name(), gate);
  EXPECT_THAT(Server::Start(QuickConfig(), {{&service, &empty}}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("AgencyService/CreateAgency has no handler")));
}

class AddressTest : public ::testing::TestWithParam<const char*> {};

TEST_P(AddressTest, ThatIsNotLoopbackIsRefused) {
  TestAgencyService service;
  ServerConfig config = QuickConfig();
  config.listen_address = GetParam();
  EXPECT_THAT(Server::Start(config, {service.Served()}), HasReason(Reason::kConfigurationInvalid));
}

INSTANTIATE_TEST_SUITE_P(Addresses, AddressTest,
                         ::testing::Values("", "0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "localhost",
                                           "example.org", "::ffff:10.0.0.1", "unix:/tmp/x"));

TEST(ServerTest, PortThatIsTakenIsRefused) {
  TestAgencyService first_service;
  const auto first = Server::Start(QuickConfig(), {first_service.Served()});
  ASSERT_THAT(first, IsOk());
  TestAgencyService second_service;
  ServerConfig config = QuickConfig();
  config.port = (*first)->port();
  EXPECT_THAT(Server::Start(config, {second_service.Served()}), HasReason(Reason::kConfigurationInvalid));
}

TEST(ServerTest, PortFileThatCannotBeWrittenIsTold) {
  TestAgencyService service;
  ServerConfig config = QuickConfig();
  config.port_file = "/nowhere/port";
  EXPECT_THAT(Server::Start(config, {service.Served()}), HasReason(Reason::kConfigurationInvalid));
}

TEST(ServerTest, OptionsAreReadable) {
  ServerConfig config;
  for (const config::Option& option : ServerOptions(config)) {
    EXPECT_FALSE(option.english.empty() || option.chinese.empty()) << option.name;
  }
}

}  // namespace
}  // namespace clearbudget::rpc
