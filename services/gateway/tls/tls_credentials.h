// The certificates and keys in use on both sides, taken anew from their files when those change.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/watched_file.h"
#include "common/ports/clock.h"
#include "services/gateway/domain/tls_settings.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/tls/tls_session.h"

namespace clearbudget::gateway {

// For all threads. Connections keep what they were made with.
class TlsCredentials {
 public:
  // INVALID_ARGUMENT with a violation for a file that cannot be used. Clock and log outlive the
  // credentials.
  static absl::StatusOr<std::unique_ptr<TlsCredentials>> Load(const ClientTls& clients,
                                                              const InternalTls& internal,
                                                              const ports::Clock& clock, GatewayLog& log);

  // For a connection that a client has made; null where clients connect in plaintext.
  std::unique_ptr<TlsSession> Accept() const;
  // For a connection to this backend; null where backends are reached in plaintext.
  std::unique_ptr<TlsSession> Connect(std::string_view backend) const;

  // False when the certificate that the client of this session showed has been revoked since, or its CA is no
  // longer trusted.
  bool StillAccept(TlsSession& session) const { return session.IsAcceptedBy(Copy(client_context_)); }

  // Looks at the files, at most once a second, and takes what has changed: all files of a side, or, if they
  // cannot be used together, none of them until one changes again. For one thread at a time.
  void Refresh();

 private:
  using ContextPtr = std::shared_ptr<const TlsContext>;

  using Files = std::vector<identity::WatchedFile>;

  TlsCredentials(const ClientTls& clients, const InternalTls& internal, const ports::Clock& clock,
                 GatewayLog& log);

  bool HaveChanged(Files& files) const;
  void Replace(std::string_view side, absl::StatusOr<ContextPtr> loaded, ContextPtr& current);
  ContextPtr Copy(const ContextPtr& current) const;

  const ClientTls clients_;
  const InternalTls internal_;
  const ports::Clock& clock_;
  GatewayLog& log_;
  Files client_files_;
  Files internal_files_;
  mutable std::mutex mutex_;    // for the two below
  ContextPtr client_context_;   // null: plaintext
  ContextPtr backend_context_;  // null: plaintext
};

}  // namespace clearbudget::gateway
