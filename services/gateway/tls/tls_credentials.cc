#include "services/gateway/tls/tls_credentials.h"

#include <fmt/format.h>

#include <utility>

#include "common/errors/error.h"

namespace clearbudget::gateway {
namespace {

// What the violations of a broken file say, in one line for the log.
std::string Cause(const absl::Status& status) {
  std::string text;
  for (const errors::Violation& violation : errors::ViolationsOf(status)) {
    text += fmt::format("{}{}: expected {}", text.empty() ? "" : "; ", violation.path, violation.expected_en);
  }
  return text;
}

std::vector<identity::WatchedFile> Watch(const TlsFiles& files) {
  std::vector<identity::WatchedFile> watched;
  for (const std::string& path : {files.certificate, files.private_key, files.ca, files.revocation_list}) {
    if (!path.empty()) watched.emplace_back(path);
  }
  return watched;
}

}  // namespace

TlsCredentials::TlsCredentials(const ClientTls& clients, const InternalTls& internal,
                               const ports::Clock& clock, GatewayLog& log)
    : clients_(clients),
      internal_(internal),
      clock_(clock),
      log_(log),
      client_files_(Watch(clients.files)),
      internal_files_(Watch(internal.files)) {
  // What is about to be loaded is no change.
  HaveChanged(client_files_);
  HaveChanged(internal_files_);
}

bool TlsCredentials::HaveChanged(Files& files) const {
  bool changed = false;
  for (identity::WatchedFile& file : files) changed = file.HasChanged(clock_.Now()) || changed;
  return changed;
}

absl::StatusOr<std::unique_ptr<TlsCredentials>> TlsCredentials::Load(const ClientTls& clients,
                                                                     const InternalTls& internal,
                                                                     const ports::Clock& clock,
                                                                     GatewayLog& log) {
  std::unique_ptr<TlsCredentials> credentials(new TlsCredentials(clients, internal, clock, log));
  if (!clients.plaintext) {
    absl::StatusOr<ContextPtr> loaded = TlsContext::ForClients(clients);
    if (!loaded.ok()) return loaded.status();
    credentials->client_context_ = *std::move(loaded);
  }
  if (!internal.plaintext) {
    absl::StatusOr<ContextPtr> loaded = TlsContext::ForBackends(internal);
    if (!loaded.ok()) return loaded.status();
    credentials->backend_context_ = *std::move(loaded);
  }
  return credentials;
}

TlsCredentials::ContextPtr TlsCredentials::Copy(const ContextPtr& current) const {
  const std::lock_guard lock(mutex_);
  return current;
}

std::unique_ptr<TlsSession> TlsCredentials::Accept() const {
  ContextPtr context = Copy(client_context_);
  return context == nullptr ? nullptr : TlsSession::Accept(std::move(context));
}

std::unique_ptr<TlsSession> TlsCredentials::Connect(std::string_view backend) const {
  ContextPtr context = Copy(backend_context_);
  if (context == nullptr) return nullptr;
  return TlsSession::Connect(std::move(context), fmt::format("{}.{}", backend, internal_.trust_domain));
}

void TlsCredentials::Refresh() {
  if (!clients_.plaintext && HaveChanged(client_files_)) {
    Replace("clients", TlsContext::ForClients(clients_), client_context_);
  }
  if (!internal_.plaintext && HaveChanged(internal_files_)) {
    Replace("backends", TlsContext::ForBackends(internal_), backend_context_);
  }
}

void TlsCredentials::Replace(std::string_view side, absl::StatusOr<ContextPtr> loaded, ContextPtr& current) {
  log_.CertificatesChanged(side, loaded.ok() ? std::string() : Cause(loaded.status()));
  if (!loaded.ok()) return;
  const std::lock_guard lock(mutex_);
  current = *std::move(loaded);
}

}  // namespace clearbudget::gateway
