#include "common/rpc/server.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

#include "common/errors/error.h"
#include "common/rpc/staged_certificates.h"
#include "common/rpc/test_agency_service.h"
#include "common/rpc/testing/test_trust.h"
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

class ServerTest : public ::testing::Test {
 protected:
  ServerConfig QuickConfig() {
    ServerConfig config;
    config.drain_time = std::chrono::milliseconds(0);
    trust_.Configure("submission", config);
    return config;
  }

  HealthCheckResponse::ServingStatus Health(int port, const std::string& service) {
    return Health(trust_.Channel("gateway", "submission", port), service);
  }

  // UNKNOWN where there is no answer.
  static HealthCheckResponse::ServingStatus Health(const std::shared_ptr<grpc::Channel>& channel,
                                                   const std::string& service) {
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

  TestTrust trust_;
  TestAgencyService service_;
};

TEST_F(ServerTest, ServesHealthAndWritesItsPort) {
  const TemporaryDirectory directory;
  ServerConfig config = QuickConfig();
  config.port_file = directory.File("port");
  const auto server = Server::Start(config, {service_.Served()});
  ASSERT_THAT(server, IsOk());
  int written = 0;
  std::ifstream(config.port_file) >> written;
  EXPECT_EQ(written, (*server)->port());
  EXPECT_EQ(Health(written, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(Health(written, "clearbudget.budget.v1.AgencyService"), HealthCheckResponse::SERVING);
  EXPECT_EQ(Health(written, "no.such.Service"), HealthCheckResponse::UNKNOWN);
}

TEST_F(ServerTest, IncompleteServiceDoesNotStart) {
  MethodGate gate(service_.Ports(), [](const auto&) { return absl::OkStatus(); });
  const ServiceMethods empty(budget::v1::AgencyService::service_full_name(), gate);
  EXPECT_THAT(Server::Start(QuickConfig(), {{&service_, &empty}}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("AgencyService/CreateAgency has no handler")));
}

TEST_F(ServerTest, StrangersAreNotServed) {
  const auto server = Server::Start(QuickConfig(), {service_.Served()});
  ASSERT_THAT(server, IsOk());
  const std::string target = fmt::format("127.0.0.1:{}", (*server)->port());
  EXPECT_EQ(Health(grpc::CreateChannel(target, grpc::InsecureChannelCredentials()), ""),
            HealthCheckResponse::UNKNOWN);
  grpc::SslCredentialsOptions without_certificate;
  without_certificate.pem_root_certs = trust_.authority().CertificatePem();
  grpc::ChannelArguments arguments;
  arguments.SetString(GRPC_SSL_TARGET_NAME_OVERRIDE_ARG, "submission.clearbudget.internal");
  EXPECT_EQ(
      Health(grpc::CreateCustomChannel(target, grpc::SslCredentials(without_certificate), arguments), ""),
      HealthCheckResponse::UNKNOWN);
  // Of the same name, below an authority of the same name.
  testing::TestCa other("clearbudget test authority");
  const testing::TestCertificate stranger = other.Issue("gateway.clearbudget.internal");
  grpc::SslCredentialsOptions of_another_authority = without_certificate;
  of_another_authority.pem_cert_chain = stranger.certificate_pem;
  of_another_authority.pem_private_key = stranger.private_key_pem;
  EXPECT_EQ(
      Health(grpc::CreateCustomChannel(target, grpc::SslCredentials(of_another_authority), arguments), ""),
      HealthCheckResponse::UNKNOWN);
  const testing::TestCertificate known = trust_.authority().Issue("gateway.clearbudget.internal");
  grpc::SslCredentialsOptions of_ours = without_certificate;
  of_ours.pem_cert_chain = known.certificate_pem;
  of_ours.pem_private_key = known.private_key_pem;
  EXPECT_EQ(Health(grpc::CreateCustomChannel(target, grpc::SslCredentials(of_ours), arguments), ""),
            HealthCheckResponse::SERVING);
}

TEST_F(ServerTest, AnExpiredCertificateIsNotServed) {
  const auto server = Server::Start(QuickConfig(), {service_.Served()});
  ASSERT_THAT(server, IsOk());
  trust_.Replace("gateway", {.common_name = "gateway",
                             .dns_names = {"gateway.clearbudget.internal"},
                             .valid_until = std::chrono::hours(-1)});
  EXPECT_EQ(Health((*server)->port(), ""), HealthCheckResponse::UNKNOWN);
}

TEST_F(ServerTest, CertificatesAreRenewedWithoutARestart) {
  const auto server = Server::Start(QuickConfig(), {service_.Served()});
  ASSERT_THAT(server, IsOk());
  EXPECT_EQ(Health((*server)->port(), ""), HealthCheckResponse::SERVING);
  // The new one is told by its name, which a caller that wants the old one does not take.
  trust_.Replace("submission",
                 {.common_name = "submission", .dns_names = {"performance.clearbudget.internal"}});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  HealthCheckResponse::ServingStatus status = HealthCheckResponse::UNKNOWN;
  while (status != HealthCheckResponse::SERVING && std::chrono::steady_clock::now() < deadline) {
    status = Health(trust_.Channel("gateway", "performance", (*server)->port()), "");
  }
  EXPECT_EQ(status, HealthCheckResponse::SERVING);
  EXPECT_EQ(Health((*server)->port(), ""), HealthCheckResponse::UNKNOWN);
}

TEST_F(ServerTest, FilesThatBreakLaterLeaveTheOnesBefore) {
  const ServerConfig config = QuickConfig();
  const auto server = Server::Start(config, {service_.Served()});
  ASSERT_THAT(server, IsOk());
  const auto text_of = [](const std::string& file) {
    std::ifstream stream(file);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  const TlsFiles others = trust_.FilesOf("disclosure");
  const StagedPaths staged = StageCertificates(others);
  for (const std::string& text : {std::string(), text_of(others.certificate_file)}) {
    testing::ReplaceFile(config.tls.certificate_file, text);
    // All files are looked at in turn: once another one was taken up twice, this one was looked at.
    for (int turn = 0; turn < 2; ++turn) {
      const std::string before = text_of(staged.identity);
      trust_.Replace("disclosure",
                     {.common_name = "disclosure", .dns_names = {"disclosure.clearbudget.internal"}});
      const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
      while (text_of(staged.identity) == before && std::chrono::steady_clock::now() < deadline) {
        ASSERT_EQ(Health((*server)->port(), ""), HealthCheckResponse::SERVING);
      }
    }
  }
}

struct BrokenFile {
  const char* name;
  void (*make)(TlsFiles& files, const testing::TemporaryDirectory& folder, TestTrust& trust);
  const char* cause;
};
class BrokenFileTest : public ServerTest, public ::testing::WithParamInterface<BrokenFile> {};

TEST_P(BrokenFileTest, IsToldAtTheStart) {
  const TemporaryDirectory folder;
  ServerConfig config = QuickConfig();
  GetParam().make(config.tls, folder, trust_);
  const auto server = Server::Start(config, {service_.Served()});
  EXPECT_THAT(server, HasReason(Reason::kConfigurationInvalid));
  EXPECT_THAT(std::string(server.status().message()), HasSubstr(GetParam().cause));
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenFileTest,
    ::testing::Values(
        BrokenFile{"no_certificate",
                   [](TlsFiles& files, const auto&, auto&) { files.certificate_file = "/nowhere.pem"; },
                   "/nowhere.pem"},
        BrokenFile{"no_key",
                   [](TlsFiles& files, const auto&, auto&) { files.private_key_file = "/nowhere.key"; },
                   "/nowhere.key"},
        BrokenFile{"no_authority", [](TlsFiles& files, const auto&, auto&) { files.ca_file = "/nowhere.ca"; },
                   "/nowhere.ca"},
        BrokenFile{"no_list", [](TlsFiles& files, const auto&, auto&) { files.crl_file = "/nowhere.crl"; },
                   "/nowhere.crl"},
        BrokenFile{"broken_certificate",
                   [](TlsFiles& files, const auto& folder, auto&) {
                     files.certificate_file = folder.File("broken.pem");
                     testing::ReplaceFile(files.certificate_file, "hello");
                   },
                   "holds no certificate"},
        BrokenFile{"empty_certificate",
                   [](TlsFiles& files, const auto& folder, auto&) {
                     files.certificate_file = folder.File("empty.pem");
                     testing::ReplaceFile(files.certificate_file, "");
                   },
                   "holds no certificate"},
        BrokenFile{"another_key",
                   [](TlsFiles& files, const auto&, auto& trust) {
                     files.private_key_file = trust.FilesOf("gateway").private_key_file;
                   },
                   "is not the key of certificate_file"},
        BrokenFile{"a_key_for_everybody",
                   [](TlsFiles& files, const auto&, auto&) {
                     std::filesystem::permissions(files.private_key_file, std::filesystem::perms::others_read,
                                                  std::filesystem::perm_options::add);
                   },
                   "may be read by everybody"},
        BrokenFile{"no_domain",
                   [](TlsFiles& files, const auto&, auto&) { files.trust_domain = "Clear Budget"; },
                   "it is no DNS name"}),
    [](const auto& test) { return test.param.name; });

TEST_F(ServerTest, PortThatIsTakenIsRefused) {
  const auto first = Server::Start(QuickConfig(), {service_.Served()});
  ASSERT_THAT(first, IsOk());
  TestAgencyService second_service;
  ServerConfig config = QuickConfig();
  config.port = (*first)->port();
  EXPECT_THAT(Server::Start(config, {second_service.Served()}), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(ServerTest, PortFileThatCannotBeWrittenIsTold) {
  ServerConfig config = QuickConfig();
  config.port_file = "/nowhere/port";
  EXPECT_THAT(Server::Start(config, {service_.Served()}), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(ServerTest, OptionsAreReadable) {
  ServerConfig config;
  for (const config::Option& option : ServerOptions(config)) {
    EXPECT_FALSE(option.english.empty() || option.chinese.empty()) << option.name;
  }
}

}  // namespace
}  // namespace clearbudget::rpc
