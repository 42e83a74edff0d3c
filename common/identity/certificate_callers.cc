#include "common/identity/certificate_callers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/caller_check.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

bool IsFingerprint(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool IsDnsName(std::string_view text) {
  return !text.empty() && text.size() <= 253 && text.front() != '.' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == text.npos;
}

std::string WhatIsWrongWith(const CertificateCaller& row) {
  if (row.fingerprint.empty() == row.dns_name.empty()) return "needs one of fingerprint and dns_name";
  if (!row.fingerprint.empty() && !IsFingerprint(row.fingerprint)) {
    return "has a fingerprint that is not 64 lowercase hexadecimal digits";
  }
  if (!row.dns_name.empty() && !IsDnsName(row.dns_name)) return "has a dns_name that is none in lower case";
  if (!row.caller.subject.starts_with("system:")) return "has a subject that does not begin with system:";
  if (std::string cause = identity::WhatIsWrongWith(row.caller); !cause.empty())
    return "is no caller: " + cause;
  if (row.caller.roles.front() != kPlatformRole) return "has another role than platform";
  return {};
}

}  // namespace

absl::StatusOr<CertificateCallers> CertificateCallers::Create(const std::vector<CertificateCaller>& rows) {
  CertificateCallers callers;
  std::set<std::string, std::less<>> subjects;
  for (const CertificateCaller& row : rows) {
    std::string cause = WhatIsWrongWith(row);
    if (cause.empty() && !subjects.insert(row.caller.subject).second) cause = "stands twice";
    if (cause.empty()) {
      const bool is_new = row.dns_name.empty()
                              ? callers.by_fingerprint_.emplace(row.fingerprint, row.caller).second
                              : callers.by_dns_name_.emplace(row.dns_name, row.caller).second;
      if (!is_new) cause = "shares its certificate with another";
    }
    if (!cause.empty()) {
      return errors::Error(errors::Reason::kConfigurationInvalid,
                           {{"name", "certificates"},
                            {"cause", fmt::format("the certificate of {} {}", row.caller.subject, cause)}});
    }
  }
  return callers;
}

absl::StatusOr<Caller> CertificateCallers::Find(std::string_view fingerprint,
                                                const std::vector<std::string>& dns_names) const {
  if (const auto found = by_fingerprint_.find(fingerprint); found != by_fingerprint_.end())
    return found->second;
  const Caller* caller = nullptr;
  for (const std::string& name : dns_names) {
    const auto found = by_dns_name_.find(name);
    if (found == by_dns_name_.end()) continue;
    if (caller != nullptr && *caller != found->second) {
      return errors::Error(errors::Reason::kCredentialsInvalid,
                           {{"cause", "its names belong to several systems"}});
    }
    caller = &found->second;
  }
  if (caller == nullptr) {
    return errors::Error(errors::Reason::kCredentialsInvalid, {{"cause", "the certificate is nobody's"}});
  }
  return *caller;
}

}  // namespace clearbudget::identity
