// An issuer of tokens, with everything that a gateway needs to take its word, in files of one directory.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "common/identity/caller.h"
#include "common/identity/development_tokens.h"
#include "common/ports/clock.h"

namespace clearbudget::gateway {

class TestIssuer {
 public:
  // The directory exists and outlives the issuer, as does the clock. The policy also knows the certificates
  // that bear the name kSystemName.
  TestIssuer(std::string directory, const ports::Clock& clock);

  std::string policy_file() const { return directory_ + "/policy.yaml"; }
  std::string assertion_private_key_file() const { return directory_ + "/assertion_private.pem"; }
  std::string assertion_public_key_file() const { return directory_ + "/assertion_public.pem"; }

  // A token for a clerk called `person`.
  std::string Token(const std::string& person, std::chrono::seconds life = std::chrono::hours(1)) const;

  // The issuer has a new key, and its set holds no other.
  void ReplaceKey();

 private:
  const std::string directory_;
  const ports::Clock& clock_;
  int keys_made_ = 0;
  std::unique_ptr<identity::TokenSigner> signer_;
};

// The clerk that a token is for.
identity::Caller TestPerson(const std::string& person);

inline constexpr char kSystemName[] = "system.test";
inline constexpr char kSystemSubject[] = "system:test";

}  // namespace clearbudget::gateway
