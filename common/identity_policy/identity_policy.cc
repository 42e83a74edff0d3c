#include "common/identity_policy/identity_policy.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "clearbudget/gateway/v1/identity_policy.pb.h"
#include "common/contract/document_reader.h"
#include "common/errors/catalogue.h"
#include "common/errors/error.h"
#include "common/identity/signature_algorithm.h"
#include "common/identity/watched_file.h"
#include "fmt/core.h"

namespace clearbudget::identity_policy {
namespace {

constexpr std::size_t kLongestPolicy = std::size_t{1} << 20U;

absl::Status Invalid(const std::string& file, std::string cause) {
  return errors::Error(errors::Reason::kConfigurationInvalid, {{"name", file}, {"cause", std::move(cause)}});
}

std::string ListOf(const contract::DocumentErrors& errors) {
  std::string list;
  for (const contract::DocumentError& error : errors.errors()) {
    if (!list.empty()) list += "; ";
    list += fmt::format("{}:{} {}: {}", error.location.line, error.location.column, error.violation.path,
                        errors::EnglishText(error.violation));
  }
  if (errors.left_out() > 0) list += fmt::format("; and {} more", errors.left_out());
  return list;
}

// A path as the program takes it.
std::string Beside(const std::string& policy_file, const std::string& path) {
  if (path.empty() || path.starts_with('/')) return path;
  const std::size_t folder = policy_file.rfind('/');
  return folder == policy_file.npos ? path : policy_file.substr(0, folder + 1) + path;
}

void SetUnlessEmpty(const std::string& text, std::string& target) {
  if (!text.empty()) target = text;
}

absl::StatusOr<identity::IssuerPolicy> Convert(const gateway::v1::TokenIssuer& read,
                                               const std::string& file) {
  identity::IssuerPolicy policy{.issuer = read.issuer(),
                                .audience = read.audience(),
                                .key_set_file = Beside(file, read.jwks_file()),
                                .key_set_url = read.jwks_url(),
                                .ca_file = Beside(file, read.ca_file()),
                                .regions = {read.regions().begin(), read.regions().end()},
                                .subject_prefix = read.subject_prefix()};
  for (const std::string& name : read.algorithms()) {
    const auto algorithm = identity::SignatureAlgorithmFromName(name);
    if (!algorithm.has_value()) {
      return Invalid(
          file, fmt::format("the issuer {} has an unknown algorithm; RS256, PS256, ES256 and EdDSA are there",
                            read.issuer()));
    }
    policy.algorithms.push_back(*algorithm);
  }
  SetUnlessEmpty(read.claims().person(), policy.claims.person);
  SetUnlessEmpty(read.claims().agency(), policy.claims.agency);
  SetUnlessEmpty(read.claims().region(), policy.claims.region);
  SetUnlessEmpty(read.claims().roles(), policy.claims.roles);
  for (const gateway::v1::RoleName& role : read.roles()) policy.roles.emplace(role.name(), role.role());
  if (read.longest_life_seconds() > 0)
    policy.longest_life = std::chrono::seconds(read.longest_life_seconds());
  return policy;
}

identity::CertificateCaller Convert(const gateway::v1::ClientCertificate& read) {
  return {.fingerprint = read.fingerprint(),
          .dns_name = read.dns_name(),
          .caller = {.subject = read.subject(),
                     .agency = read.agency(),
                     .roles = {read.roles().begin(), read.roles().end()},
                     .region = read.region()}};
}

}  // namespace

absl::StatusOr<IdentityPolicy> LoadIdentityPolicy(const std::string& file) {
  const absl::StatusOr<std::string> text = identity::ReadSmallFile(file, kLongestPolicy);
  if (!text.ok()) return text.status();
  gateway::v1::IdentityPolicy read;
  const contract::DocumentErrors errors = contract::ReadDocument(*text, contract::NotationOf(file), read);
  if (!errors.empty()) return Invalid(file, ListOf(errors));
  IdentityPolicy policy;
  for (const gateway::v1::TokenIssuer& issuer : read.issuers()) {
    absl::StatusOr<identity::IssuerPolicy> converted = Convert(issuer, file);
    if (!converted.ok()) return converted.status();
    policy.issuers.push_back(*std::move(converted));
  }
  for (const gateway::v1::ClientCertificate& certificate : read.certificates()) {
    policy.certificates.push_back(Convert(certificate));
  }
  if (std::string cause = identity::WhatIsWrongWith(policy.issuers); !cause.empty()) {
    return Invalid(file, std::move(cause));
  }
  const auto callers = identity::CertificateCallers::Create(policy.certificates);
  if (!callers.ok()) return Invalid(file, errors::MetadataOf(callers.status())["cause"]);
  if (policy.issuers.empty() && policy.certificates.empty()) return Invalid(file, "nobody is trusted");
  return policy;
}

}  // namespace clearbudget::identity_policy
