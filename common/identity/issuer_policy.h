// Which issuers of tokens are trusted, and for what.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "common/identity/signature_algorithm.h"

namespace clearbudget::identity {

// Which claim says what. A name that begins with '/' is a path through objects, such as /realm_access/roles.
struct ClaimNames {
  std::string person = "person";
  std::string agency = "agency";
  std::string region = "region";
  std::string roles = "roles";
};

struct IssuerPolicy {
  std::string issuer;    // the claim iss, exactly
  std::string audience;  // the claim aud is it or contains it
  std::vector<SignatureAlgorithm> algorithms = {};
  // One of the two.
  std::string key_set_file = {};
  std::string key_set_url = {};  // https only
  std::string ca_file = {};      // whom the url's server must be certified by; empty for the system's list
  ClaimNames claims = {};
  // The issuer's name of a role and ours. Empty: the issuer uses our names.
  std::map<std::string, std::string, std::less<>> roles = {};
  // The regions whose callers the issuer may vouch for, "regions/130303". Empty: all.
  std::vector<std::string> regions = {};
  // Stands before the claim sub to make the caller's subject, so that two issuers cannot name the same one.
  std::string subject_prefix = {};
  std::chrono::seconds longest_life = std::chrono::hours(24);
};

// What is wrong with the policies, in English; empty for nothing. Each names exactly one source of keys, an
// https url, at least one algorithm, known roles, and a life of at most 24 hours; no two have the same
// issuer, and no subject prefix begins with that of another.
std::string WhatIsWrongWith(const std::vector<IssuerPolicy>& policies);

}  // namespace clearbudget::identity
