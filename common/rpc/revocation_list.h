// Certificates that hold no more, though they have not expired. gRPC 1.51 reads the folder of its own
// revocation check once for each set of certificates, so a list that changes later would not count until a
// restart.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/identity/watched_file.h"
#include "common/ports/clock.h"

namespace clearbudget::rpc {

// Issuer and serial number of a certificate as lists name it. None for a text that holds no certificate.
std::optional<std::string> CertificateId(std::string_view certificate_pem);

// For use by several threads at once.
class RevocationList {
 public:
  // The file holds PEM lists (CRL, RFC 5280), each signed by an authority of `ca_file`; an empty name for
  // none. A changed file is taken up within a second; one that cannot be used is logged, and the lists before
  // it stay. Errors: CONFIGURATION_INVALID.
  static absl::StatusOr<std::unique_ptr<RevocationList>> Load(const std::string& crl_file,
                                                              const std::string& ca_file);

  bool Revokes(const std::string& certificate_id, ports::Instant now);

 private:
  RevocationList(const std::string& crl_file, const std::string& ca_file, std::set<std::string> ids);

  const std::string ca_file_;
  std::mutex mutex_;
  std::optional<identity::WatchedFile> file_;
  std::set<std::string> ids_;
};

}  // namespace clearbudget::rpc
