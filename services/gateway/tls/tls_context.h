// Certificates, keys and rules of TLS for one side of the gateway, as loaded from files.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/gateway/domain/tls_settings.h"

struct ssl_ctx_st;

namespace clearbudget::gateway {

// Never changes once it is loaded, so that all threads may use it; files that change make a new one.
class TlsContext {
 public:
  // For connections from clients: TLS 1.2 or 1.3 with ECDHE and AEAD suites, HTTP/2 only, no renegotiation
  // and no resumption, so that every connection is judged by the present lists.
  static absl::StatusOr<std::shared_ptr<const TlsContext>> ForClients(const ClientTls& settings);
  // For connections to backends: TLS 1.3, with our certificate, and a peer that the internal CA vouches for.
  static absl::StatusOr<std::shared_ptr<const TlsContext>> ForBackends(const InternalTls& settings);

  ssl_ctx_st* get() const { return context_.get(); }

 private:
  struct Deleter {
    void operator()(ssl_ctx_st* context) const;
  };
  using Context = std::unique_ptr<ssl_ctx_st, Deleter>;

  explicit TlsContext(Context context) : context_(std::move(context)) {}

  Context context_;
};

}  // namespace clearbudget::gateway
