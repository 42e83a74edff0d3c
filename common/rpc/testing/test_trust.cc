#include "common/rpc/testing/test_trust.h"

#include <sys/stat.h>

#include <cstdlib>

#include "common/identity/signing_key.h"
#include "common/rpc/limits.h"
#include "common/rpc/peer_callers.h"
#include "common/rpc/tls_credentials.h"
#include "fmt/core.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/channel_arguments.h"

namespace clearbudget::rpc {
namespace {

constexpr char kTrustDomain[] = "clearbudget.internal";

}  // namespace

const ports::Clock& TestTrust::SystemClock() {
  static const ports::SystemClock clock;
  return clock;
}

TestTrust::TestTrust(const ports::Clock& clock) : public_key_file_(directory_.File("assertion_public.pem")) {
  const std::string private_key_file = directory_.File("assertion.pem");
  if (!identity::GenerateKeys(private_key_file, public_key_file_).ok()) std::abort();
  auto signer = identity::AssertionSigner::Load(private_key_file, clock);
  if (!signer.ok()) std::abort();
  signer_ = *std::move(signer);
  testing::ReplaceFile(directory_.File("ca.pem"), authority_.CertificatePem());
  testing::ReplaceFile(directory_.File("crl.pem"), authority_.RevocationList({}));
}

TlsFiles TestTrust::FilesOf(const std::string& process) {
  if (!certificates_.contains(process)) {
    Replace(process, {.common_name = process, .dns_names = {ProcessHost(process, kTrustDomain)}});
  }
  return {.certificate_file = directory_.File(process + ".pem"),
          .private_key_file = directory_.File(process + ".key"),
          .ca_file = directory_.File("ca.pem"),
          .crl_file = directory_.File("crl.pem"),
          .trust_domain = kTrustDomain};
}

void TestTrust::Configure(const std::string& process, ServerConfig& config) {
  config.tls = FilesOf(process);
  config.assertion_public_key_file = public_key_file_;
}

std::shared_ptr<grpc::Channel> TestTrust::Channel(const std::string& from, const std::string& to, int port) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessage);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  // Channels of other processes to the same port are not to share a connection.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const TlsFiles files = FilesOf(from);
  NameServer(files, to, arguments);
  return grpc::CreateCustomChannel(fmt::format("127.0.0.1:{}", port), ChannelTls(files, to), arguments);
}

std::string TestTrust::AssertionOf(const identity::Caller& caller, std::string_view service) const {
  return signer_->Mint(caller, service);
}

void TestTrust::AddCaller(const identity::Caller& caller, std::string_view service,
                          grpc::ClientContext& context) const {
  context.AddMetadata(std::string(kAssertionKey), AssertionOf(caller, service));
  context.AddMetadata(std::string(kClientAddressKey), "192.0.2.7");
}

void TestTrust::Revoke(const std::string& process) {
  FilesOf(process);
  revoked_.push_back(certificates_.at(process));
  testing::ReplaceFile(directory_.File("crl.pem"), authority_.RevocationList(revoked_));
}

void TestTrust::Replace(const std::string& process, const testing::CertificateRequest& request) {
  const testing::TestCertificate made = authority_.Issue(request);
  // The key first: what watches the files takes a pair only where they belong together.
  testing::ReplaceFile(directory_.File(process + ".key"), made.private_key_pem);
  if (chmod(directory_.File(process + ".key").c_str(), S_IRUSR | S_IWUSR) != 0) std::abort();
  testing::ReplaceFile(directory_.File(process + ".pem"), made.certificate_pem);
  certificates_.insert_or_assign(process, made);
}

}  // namespace clearbudget::rpc
