// Tells who calls from what stands behind a call: the certificate of the connection, and the gateway's word.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/caller_source.h"
#include "common/rpc/tls_files.h"

namespace clearbudget::rpc {

// Request metadata, from the gateway only. No other metadata says who calls; `authorization` is never looked
// at.
inline constexpr std::string_view kAssertionKey = "x-clearbudget-assertion";
inline constexpr std::string_view kClientAddressKey = "x-clearbudget-client-address";

// For use by several threads at once.
class PeerCallers final : public CallerSource {
 public:
  // `service` is this process, "submission": assertions are for it. The clock lives longer. Errors:
  // CONFIGURATION_INVALID.
  static absl::StatusOr<std::unique_ptr<PeerCallers>> Load(std::string_view service, const TlsFiles& files,
                                                           const std::string& assertion_public_key_file,
                                                           const ports::Clock& clock);
  ~PeerCallers() override;

  // From the gateway's certificate: the caller of the one assertion, and the client's address. From the
  // certificate of another service of the suite: that service, without any metadata. Errors:
  // CREDENTIALS_MISSING for a call of the gateway without assertion; CREDENTIALS_EXPIRED; CREDENTIALS_INVALID
  // for all else: a certificate of another name, a revoked one, two assertions, one that is not for this
  // service, or one from a service.
  absl::StatusOr<Incoming> CallerOf(const grpc::ServerContextBase& server) override;

 private:
  class State;
  explicit PeerCallers(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace clearbudget::rpc
