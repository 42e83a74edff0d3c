#include "services/gateway/adapters/identity_authenticators.h"

#include <chrono>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/verdict_cache.h"
#include "common/identity_policy/identity_policy.h"
#include "services/gateway/adapters/assertion_cache.h"
#include "services/gateway/adapters/refused_tokens.h"
#include "services/gateway/domain/bearer_token.h"

namespace clearbudget::gateway {
namespace {

using errors::Reason;

// Of each thread. A verdict takes about 1 KB, an assertion about 600 bytes.
constexpr std::size_t kMostVerdicts = 10'000;
constexpr std::size_t kMostAssertions = 10'000;
constexpr std::size_t kMostRefusals = 1'000;

Refusal RefusalOf(const absl::Status& status) {
  const bool unknown = status.code() == StatusCode::kUnavailable;
  return {.code = status.code(),
          .reason = errors::ReasonOf(status).value_or(Reason::kInternal),
          .metadata = errors::MetadataOf(status),
          .repeatable = unknown};
}

class IdentityAuthenticator final : public Authenticator {
 public:
  IdentityAuthenticator(const identity::CredentialVerifier& verifier,
                        const identity::CertificateCallers& certificates, identity::AssertionSigner& signer,
                        const ports::Clock& clock)
      : verifier_(verifier),
        certificates_(certificates),
        clock_(clock),
        verdicts_(kMostVerdicts),
        refused_(kMostRefusals),
        assertions_(signer, kMostAssertions) {}

  std::optional<Refusal> Admit(const Credentials& credentials, std::string_view backend,
                               Admission& admission) override {
    if (credentials.authorization_fields > 1) {
      return RefuseCredentials(Reason::kCredentialsInvalid, "more than one authorization field");
    }
    if (credentials.authorization_fields == 1) {
      const std::optional<std::string_view> token = BearerToken(credentials.authorization);
      if (!token) return RefuseCredentials(Reason::kCredentialsInvalid, "no bearer token");
      return AdmitToken(*token, backend, admission);
    }
    if (credentials.certificate != nullptr) {
      return AdmitCertificate(*credentials.certificate, backend, admission);
    }
    return RefuseCredentials(Reason::kCredentialsMissing, {});
  }

 private:
  std::optional<Refusal> AdmitToken(std::string_view token, std::string_view backend, Admission& admission) {
    const ports::Instant now = clock_.Now();
    if (std::optional<Refusal> known = refused_.Find(token, now)) return known;
    absl::StatusOr<std::shared_ptr<const identity::Verdict>> verdict = verifier_.Verify(token, verdicts_);
    if (!verdict.ok()) {
      const Refusal refusal = RefusalOf(verdict.status());
      // Where a key is not at hand, the next call may find it.
      if (refusal.code == StatusCode::kUnauthenticated) refused_.Add(token, refusal, now);
      return refusal;
    }
    verdict_ = *std::move(verdict);
    admission.subject = verdict_->caller.subject;
    admission.assertion = assertions_.Get(verdict_->token_digest, verdict_->caller, backend, now);
    return std::nullopt;
  }

  std::optional<Refusal> AdmitCertificate(const ClientCertificate& certificate, std::string_view backend,
                                          Admission& admission) {
    const ports::Instant now = clock_.Now();
    // The handshake has seen to it, but a connection may stand for long.
    if (now >= ports::Instant(std::chrono::seconds(certificate.expires_at_seconds))) {
      return RefuseCredentials(Reason::kCredentialsExpired, {});
    }
    absl::StatusOr<identity::Caller> caller =
        certificates_.Find(certificate.fingerprint, certificate.dns_names);
    if (!caller.ok()) return RefusalOf(caller.status());
    certificate_caller_ = *std::move(caller);
    admission.subject = certificate_caller_.subject;
    admission.assertion = assertions_.Get(certificate.fingerprint, certificate_caller_, backend, now);
    return std::nullopt;
  }

  const identity::CredentialVerifier& verifier_;
  const identity::CertificateCallers& certificates_;
  const ports::Clock& clock_;
  identity::VerdictCache verdicts_;
  RefusedTokens refused_;
  AssertionCache assertions_;
  // What the last admission's views point to.
  std::shared_ptr<const identity::Verdict> verdict_;
  identity::Caller certificate_caller_;
};

}  // namespace

IdentityAuthenticators::IdentityAuthenticators(std::unique_ptr<identity::CredentialVerifier> verifier,
                                               identity::CertificateCallers certificates,
                                               std::unique_ptr<identity::AssertionSigner> signer,
                                               const ports::Clock& clock)
    : verifier_(std::move(verifier)),
      certificates_(std::move(certificates)),
      signer_(std::move(signer)),
      clock_(clock) {}

absl::StatusOr<std::unique_ptr<IdentityAuthenticators>> IdentityAuthenticators::Load(
    const std::string& policy_file, const std::string& assertion_private_key_file,
    const ports::Clock& clock) {
  absl::StatusOr<identity_policy::IdentityPolicy> policy = identity_policy::LoadIdentityPolicy(policy_file);
  if (!policy.ok()) return policy.status();
  auto certificates = identity::CertificateCallers::Create(policy->certificates);
  if (!certificates.ok()) return certificates.status();
  auto verifier = identity::CredentialVerifier::Create(std::move(policy->issuers), clock);
  if (!verifier.ok()) return verifier.status();
  auto signer = identity::AssertionSigner::Load(assertion_private_key_file, clock);
  if (!signer.ok()) return signer.status();
  return std::make_unique<IdentityAuthenticators>(*std::move(verifier), *std::move(certificates),
                                                  *std::move(signer), clock);
}

std::unique_ptr<Authenticator> IdentityAuthenticators::MakeAuthenticator() {
  return std::make_unique<IdentityAuthenticator>(*verifier_, certificates_, *signer_, clock_);
}

}  // namespace clearbudget::gateway
