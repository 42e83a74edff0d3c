// Judges credentials by the identity policy, and signs the gateway's word about them.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/identity/assertion_signer.h"
#include "common/identity/certificate_callers.h"
#include "common/identity/credential_verifier.h"
#include "common/ports/clock.h"
#include "services/gateway/ports/authenticator.h"

namespace clearbudget::gateway {

// A token decides who calls, also where there is a certificate beside it. Each thread's authenticator keeps
// what it has found until that expires or the key behind it is withdrawn.
class IdentityAuthenticators final : public Authenticators {
 public:
  // Reads the policy, the files that it names, and the key of assertions; begins to fetch keys that are
  // behind a url. CONFIGURATION_INVALID for what cannot be used. The clock outlives this.
  static absl::StatusOr<std::unique_ptr<IdentityAuthenticators>> Load(
      const std::string& policy_file, const std::string& assertion_private_key_file,
      const ports::Clock& clock);

  IdentityAuthenticators(std::unique_ptr<identity::CredentialVerifier> verifier,
                         identity::CertificateCallers certificates,
                         std::unique_ptr<identity::AssertionSigner> signer, const ports::Clock& clock);

  std::unique_ptr<Authenticator> MakeAuthenticator() override;

 private:
  const std::unique_ptr<identity::CredentialVerifier> verifier_;
  const identity::CertificateCallers certificates_;
  const std::unique_ptr<identity::AssertionSigner> signer_;
  const ports::Clock& clock_;
};

}  // namespace clearbudget::gateway
