#include "services/gateway/testing/test_issuer.h"

#include <fmt/format.h>

#include <utility>

#include "common/identity/key_set.h"
#include "common/identity/signing_key.h"
#include "common/testing/test_certificates.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

constexpr char kPolicy[] = R"(issuers:
  - issuer: clearbudget-development
    audience: clearbudget
    algorithms: [EdDSA]
    jwksFile: jwks.json
certificates:
  - dnsName: system.test
    subject: "system:test"
    agency: regions/130303/agencies/101
    region: regions/130303
    roles: [platform]
)";

}  // namespace

TestIssuer::TestIssuer(std::string directory, const ports::Clock& clock)
    : directory_(std::move(directory)), clock_(clock) {
  clearbudget::testing::ReplaceFile(policy_file(), kPolicy);
  const absl::Status made = identity::GenerateKeys(assertion_private_key_file(), assertion_public_key_file());
  EXPECT_TRUE(made.ok()) << made;
  ReplaceKey();
}

void TestIssuer::ReplaceKey() {
  const std::string private_key = fmt::format("{}/token_{}_private.pem", directory_, ++keys_made_);
  const std::string public_key = fmt::format("{}/token_{}_public.pem", directory_, keys_made_);
  EXPECT_TRUE(identity::GenerateKeys(private_key, public_key).ok());
  EXPECT_TRUE(identity::WriteKeySetFile(directory_ + "/jwks.json", {public_key}).ok());
  auto signer = identity::TokenSigner::Load(private_key, clock_);
  EXPECT_TRUE(signer.ok()) << signer.status();
  signer_ = *std::move(signer);
}

std::string TestIssuer::Token(const std::string& person, std::chrono::seconds life) const {
  auto token = signer_->Sign(TestPerson(person), life);
  EXPECT_TRUE(token.ok()) << token.status();
  return *std::move(token);
}

identity::Caller TestPerson(const std::string& person) {
  return {.subject = "user:" + person,
          .person = person,
          .agency = "regions/130303/agencies/101",
          .roles = {"unit_preparer"},
          .region = "regions/130303"};
}

}  // namespace clearbudget::gateway
