// Agencies' systems, known by their client certificates.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"

namespace clearbudget::identity {

// One of fingerprint and dns_name is set.
struct CertificateCaller {
  std::string fingerprint = {};  // SHA-256 of the certificate's DER bytes, 64 lowercase hexadecimal digits
  std::string dns_name = {};     // one of the certificate's subject alternative names, in lower case
  Caller caller = {};            // a platform: a certificate has no person
};

// Immutable.
class CertificateCallers {
 public:
  // Errors: CONFIGURATION_INVALID for a malformed row, a caller that is no platform, or a subject that does
  // not begin with "system:", and for two rows with one fingerprint, name or subject.
  static absl::StatusOr<CertificateCallers> Create(const std::vector<CertificateCaller>& rows);

  // The caller with this certificate, whose chain was verified before. A row for the fingerprint goes before
  // one for a name. Errors: CREDENTIALS_INVALID where no row fits, or several of its names belong to several
  // rows.
  absl::StatusOr<Caller> Find(std::string_view fingerprint, const std::vector<std::string>& dns_names) const;

 private:
  std::map<std::string, Caller, std::less<>> by_fingerprint_;
  std::map<std::string, Caller, std::less<>> by_dns_name_;
};

}  // namespace clearbudget::identity
