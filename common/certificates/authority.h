// A private certificate authority (CA) and what it issues, for development installations and for tests. An
// installation in production gets its certificates from where it gets all its others. Keys are ECDSA P-256.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"

namespace clearbudget::certificates {

// When a certificate or a list holds; whole seconds.
struct Validity {
  ports::Instant from = {};
  ports::Instant until = {};
};

// What a certificate below a CA says. It serves as a server's and as a client's.
struct CertificateRequest {
  std::string common_name = {};
  std::vector<std::string> dns_names = {};     // subject alternative names
  std::vector<std::string> ip_addresses = {};  // subject alternative names, such as "127.0.0.1"
  Validity validity = {};
};

// A certificate with its key, both as PEM.
struct IssuedCertificate {
  std::string certificate_pem = {};
  std::string private_key_pem = {};
};

class Authority {
 public:
  // A CA with a key of its own: two of the same name are strangers all the same. Errors: INTERNAL where
  // OpenSSL fails.
  static absl::StatusOr<Authority> Create(std::string_view common_name, const Validity& validity);
  // One that was made before. Errors: CONFIGURATION_INVALID for texts that are no certificate and key, or
  // that do not belong together.
  static absl::StatusOr<Authority> Read(std::string_view certificate_pem, std::string_view private_key_pem);

  Authority(Authority&&) noexcept;
  Authority& operator=(Authority&&) noexcept;
  ~Authority();

  const std::string& certificate_pem() const { return certificate_pem_; }
  // Errors: INTERNAL where OpenSSL fails.
  absl::StatusOr<std::string> PrivateKeyPem() const;

  // Every certificate has a key and a serial number of its own. Errors: INTERNAL where OpenSSL fails, as for
  // a name that no certificate can hold.
  absl::StatusOr<IssuedCertificate> Issue(const CertificateRequest& request) const;

  // When a certificate of this CA ends; none for a text that is no certificate of this CA.
  std::optional<ports::Instant> EndOf(std::string_view certificate_pem) const;

  // A list of revoked certificates of this CA (CRL) as PEM; they are given as PEM. Errors:
  // CONFIGURATION_INVALID for a text that is no certificate.
  absl::StatusOr<std::string> RevocationList(const std::vector<std::string>& revoked_pems,
                                             const Validity& validity) const;

 private:
  struct State;
  Authority(std::unique_ptr<State> state, std::string certificate_pem);

  std::unique_ptr<State> state_;
  std::string certificate_pem_;
};

}  // namespace clearbudget::certificates
