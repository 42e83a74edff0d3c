#include "common/rpc/tls_credentials.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/observability/log.h"
#include "common/rpc/revocation_list.h"
#include "common/rpc/staged_certificates.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_certificate_verifier.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;

constexpr unsigned int kRefreshSeconds = 1;

absl::Status Unusable(const std::string& file, std::string_view cause) {
  return errors::Error(Reason::kConfigurationInvalid, {{"name", file}, {"cause", std::string(cause)}});
}

bool IsDomain(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

std::shared_ptr<grpc::experimental::FileWatcherCertificateProvider> Watch(const TlsFiles& files) {
  const StagedPaths paths = StageCertificates(files);
  return std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
      paths.identity, paths.identity, paths.authorities, kRefreshSeconds);
}

// Beyond what OpenSSL verifies of a server's certificate: whose it is, and whether it still counts.
class ServerVerifier final : public grpc::experimental::ExternalCertificateVerifier {
 public:
  ServerVerifier(const TlsFiles& files, const std::string& process)
      : files_(files), host_(ProcessHost(process, files.trust_domain)) {}

  // Answers at once.
  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)>, grpc::Status* sync_status) override {
    *sync_status = Judge(*request);
    return true;
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest*) override {}

 private:
  grpc::Status Judge(const grpc::experimental::TlsCustomVerificationCheckRequest& request) {
    const std::vector<grpc::string_ref> names = request.dns_names();
    if (std::find(names.begin(), names.end(), grpc::string_ref(host_)) == names.end()) {
      return {grpc::StatusCode::UNAUTHENTICATED, "the server is another process"};
    }
    const grpc::string_ref pem = request.peer_cert();
    const std::optional<std::string> id = CertificateId({pem.data(), pem.size()});
    const absl::StatusOr<bool> revoked = Revokes(id.value_or(""));
    if (!revoked.ok() || !id.has_value() || *revoked) {
      return {grpc::StatusCode::UNAUTHENTICATED,
              "the server's certificate is revoked, or the list cannot be used"};
    }
    return grpc::Status::OK;
  }

  absl::StatusOr<bool> Revokes(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (revoked_ == nullptr) {
      auto loaded = RevocationList::Load(files_.crl_file, files_.ca_file);
      if (!loaded.ok()) {
        const std::string cause(loaded.status().message());
        observability::Log(observability::Level::kError, "revocation_list_not_read", {{"cause", cause}});
        return loaded.status();
      }
      revoked_ = *std::move(loaded);
    }
    return revoked_->Revokes(id, std::chrono::system_clock::now());
  }

  const TlsFiles files_;
  const std::string host_;
  std::mutex mutex_;
  std::unique_ptr<RevocationList> revoked_;
};

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (!IsDomain(files.trust_domain)) return Unusable("trust_domain", "it is no DNS name");
  if (const auto material = ReadTlsMaterial(files); !material.ok()) return material.status();
  return RevocationList::Load(files.crl_file, files.ca_file).status();
}

std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files) {
  grpc::experimental::TlsServerCredentialsOptions options(Watch(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  return grpc::experimental::TlsServerCredentials(options);
}

void NameServer(const TlsFiles& files, const std::string& process, grpc::ChannelArguments& arguments) {
  arguments.SetString(GRPC_SSL_TARGET_NAME_OVERRIDE_ARG, ProcessHost(process, files.trust_domain));
}

std::shared_ptr<grpc::ChannelCredentials> ChannelTls(const TlsFiles& files, const std::string& process) {
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Watch(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_certificate_verifier(
      grpc::experimental::ExternalCertificateVerifier::Create<ServerVerifier>(files, process));
  return grpc::experimental::TlsCredentials(options);
}

}  // namespace clearbudget::rpc
