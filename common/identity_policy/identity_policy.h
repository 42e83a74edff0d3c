// The gateway's identity policy: a JSON or YAML file after
// proto/clearbudget/gateway/v1/identity_policy.proto.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/certificate_callers.h"
#include "common/identity/issuer_policy.h"

namespace clearbudget::identity_policy {

struct IdentityPolicy {
  std::vector<identity::IssuerPolicy> issuers;
  std::vector<identity::CertificateCaller> certificates;
};

// Files that the policy names are taken from the policy's folder unless their path begins with '/'. Errors:
// CONFIGURATION_INVALID with the file's name and every violation, with its line and column.
absl::StatusOr<IdentityPolicy> LoadIdentityPolicy(const std::string& file);

}  // namespace clearbudget::identity_policy
