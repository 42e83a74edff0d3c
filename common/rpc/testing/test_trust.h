// A suite's certificates and keys for tests of whole services over mutual TLS:
//
//   rpc::TestTrust trust;
//   trust.Configure("submission", configuration.server);             // before the process and its server
//   ...                                                              // Server::Start(configuration.server,
//   ...) auto gateway = trust.Channel("gateway", "submission", port);     // what comes from clients
//   grpc::ClientContext context;
//   trust.AddCaller(caller, "submission", context);                  // the gateway's assertion about him
//   stub->GetBudget(&context, request, &response);
//   auto peer = trust.Channel("performance", "submission", port);    // what comes from a service, without
//   assertion rpc::Backend backend("submission", address, services, trust.FilesOf("performance"));
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "common/identity/assertion_signer.h"
#include "common/identity/caller.h"
#include "common/ports/clock.h"
#include "common/rpc/server.h"
#include "common/rpc/tls_files.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

namespace clearbudget::rpc {

class TestTrust {
 public:
  // Keys and the authority. Assertions are minted by this clock, which lives longer.
  explicit TestTrust(const ports::Clock& clock);
  TestTrust() : TestTrust(SystemClock()) {}

  // What a process, "gateway" or "submission", knows itself and the others by. Its certificate is made at the
  // first call.
  TlsFiles FilesOf(const std::string& process);
  const std::string& assertion_public_key_file() const { return public_key_file_; }
  void Configure(const std::string& process, ServerConfig& config);

  // From a process to a server on the loopback address.
  std::shared_ptr<grpc::Channel> Channel(const std::string& from, const std::string& to, int port);

  // What the gateway says of a caller to a service.
  std::string AssertionOf(const identity::Caller& caller, std::string_view service) const;
  void AddCaller(const identity::Caller& caller, std::string_view service,
                 grpc::ClientContext& context) const;

  // From now on the process's certificate is on the revocation list, which all files name.
  void Revoke(const std::string& process);
  // The process's files hold another certificate from now on, below the same authority.
  void Replace(const std::string& process, const testing::CertificateRequest& request);

  testing::TestCa& authority() { return authority_; }

 private:
  static const ports::Clock& SystemClock();

  testing::TemporaryDirectory directory_;
  testing::TestCa authority_{"clearbudget test authority"};
  std::map<std::string, testing::TestCertificate> certificates_;
  std::vector<testing::TestCertificate> revoked_;
  std::string public_key_file_;
  std::unique_ptr<identity::AssertionSigner> signer_;
};

}  // namespace clearbudget::rpc
