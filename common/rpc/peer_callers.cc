#include "common/rpc/peer_callers.h"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/identity/assertion_verifier.h"
#include "common/rpc/permission_names.h"
#include "common/rpc/revocation_list.h"
#include "fmt/core.h"
#include "grpcpp/security/auth_context.h"
#include "grpcpp/server_context.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;

constexpr std::string_view kGateway = "gateway";
constexpr std::string_view kServiceSubject = "service:";
constexpr std::size_t kLongestAddress = 64;
// A process has one certificate, and for a while the one before it.
constexpr std::size_t kMostPeers = 64;

// What a certificate says, once it has been read.
struct Peer {
  std::string process;  // "gateway"; empty where it does not name a process of the suite
  std::string id;
};

absl::Status Invalid(std::string_view cause) {
  return errors::Error(Reason::kCredentialsInvalid, {{"cause", std::string(cause)}});
}

std::string_view View(grpc::string_ref text) {
  return {text.data(), text.size()};
}

std::vector<std::string_view> MetadataValues(const grpc::ServerContextBase& server, const std::string& key) {
  const auto [begin, end] = server.client_metadata().equal_range(grpc::string_ref(key));
  std::vector<std::string_view> values;
  for (auto it = begin; it != end; ++it) values.push_back(View(it->second));
  return values;
}

// The one DNS name within the trust domain, without it; empty where there is none, or more than one.
std::string ProcessOf(const grpc::AuthContext& connection, const std::string& suffix) {
  static const std::string kDnsNames = "peer_dns";
  std::string process;
  for (const grpc::string_ref& name : connection.FindPropertyValues(kDnsNames)) {
    const std::string_view text = View(name);
    if (!text.ends_with(suffix)) continue;
    if (!process.empty()) return {};
    process = std::string(text.substr(0, text.size() - suffix.size()));
  }
  return process;
}

bool IsAddress(std::string_view text) {
  return text.size() <= kLongestAddress &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

class PeerCallers::State {
 public:
  State(std::string suffix, std::unique_ptr<identity::AssertionVerifier> assertions,
        std::unique_ptr<RevocationList> revoked, const ports::Clock& clock)
      : suffix_(std::move(suffix)),
        assertions_(std::move(assertions)),
        revoked_(std::move(revoked)),
        clock_(clock) {}

  absl::StatusOr<std::string> ProcessBehind(const grpc::ServerContextBase& server) {
    static const std::string kPem = "x509_pem_cert";
    const std::shared_ptr<const grpc::AuthContext> connection = server.auth_context();
    const auto certificates =
        connection == nullptr ? std::vector<grpc::string_ref>() : connection->FindPropertyValues(kPem);
    if (certificates.size() != 1) return Invalid("the connection has no certificate");
    const Peer peer = PeerOf(*connection, View(certificates.front()));
    if (peer.process.empty()) return Invalid("the certificate names no process of the suite");
    if (revoked_->Revokes(peer.id, clock_.Now())) return Invalid("the certificate is revoked");
    return peer.process;
  }

  absl::StatusOr<identity::Caller> Verify(std::string_view assertion) {
    return assertions_->Verify(assertion);
  }

 private:
  // A certificate is read once, since its text costs more than all the rest.
  Peer PeerOf(const grpc::AuthContext& connection, std::string_view pem) {
    const std::string key(pem);
    {
      const std::shared_lock lock(mutex_);
      const auto known = peers_.find(key);
      if (known != peers_.end()) return known->second;
    }
    const std::optional<std::string> id = CertificateId(pem);
    const Peer peer{id.has_value() ? ProcessOf(connection, suffix_) : "", id.value_or("")};
    const std::unique_lock lock(mutex_);
    if (peers_.size() >= kMostPeers) peers_.clear();
    return peers_.emplace(key, peer).first->second;
  }

  const std::string suffix_;
  const std::unique_ptr<identity::AssertionVerifier> assertions_;
  const std::unique_ptr<RevocationList> revoked_;
  const ports::Clock& clock_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, Peer> peers_;
};

absl::StatusOr<std::unique_ptr<PeerCallers>> PeerCallers::Load(std::string_view service,
                                                               const TlsFiles& files,
                                                               const std::string& assertion_public_key_file,
                                                               const ports::Clock& clock) {
  auto assertions = identity::AssertionVerifier::Load(assertion_public_key_file, std::string(service), clock);
  if (!assertions.ok()) return assertions.status();
  auto revoked = RevocationList::Load(files.crl_file, files.ca_file);
  if (!revoked.ok()) return revoked.status();
  return std::unique_ptr<PeerCallers>(new PeerCallers(std::make_unique<State>(
      fmt::format(".{}", files.trust_domain), *std::move(assertions), *std::move(revoked), clock)));
}

PeerCallers::PeerCallers(std::unique_ptr<State> state) : state_(std::move(state)) {}
PeerCallers::~PeerCallers() = default;

absl::StatusOr<Incoming> PeerCallers::CallerOf(const grpc::ServerContextBase& server) {
  static const std::string assertion_key(kAssertionKey);
  static const std::string address_key(kClientAddressKey);
  const absl::StatusOr<std::string> process = state_->ProcessBehind(server);
  if (!process.ok()) return process.status();
  const std::vector<std::string_view> assertions = MetadataValues(server, assertion_key);
  if (std::find(kServices.begin(), kServices.end(), *process) != kServices.end()) {
    if (!assertions.empty()) return Invalid("only the gateway says who calls");
    return Incoming{.caller = {.subject = fmt::format("{}{}", kServiceSubject, *process)},
                    .service = *process};
  }
  if (*process != kGateway) return Invalid("the certificate names no process of the suite");
  if (assertions.empty()) return errors::Error(Reason::kCredentialsMissing);
  if (assertions.size() > 1) return Invalid("there are two assertions");
  absl::StatusOr<identity::Caller> caller = state_->Verify(assertions.front());
  if (!caller.ok()) return caller.status();
  // The subject stands for who acted in every record, so that nobody else may bear a service's.
  if (caller->subject.starts_with(kServiceSubject)) return Invalid("the subject is a service's");
  const std::vector<std::string_view> addresses = MetadataValues(server, address_key);
  const bool stated = addresses.size() == 1 && IsAddress(addresses.front());
  return Incoming{.caller = *std::move(caller),
                  .client_address = stated ? std::string(addresses.front()) : std::string()};
}

}  // namespace clearbudget::rpc
