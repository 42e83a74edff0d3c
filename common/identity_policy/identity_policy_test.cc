#include "common/identity_policy/identity_policy.h"

#include <fstream>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity_policy {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Pair;
using testing::StatusIs;

constexpr const char* kPolicy = R"(# Two providers and a system.
issuers:
  - issuer: https://id.example.cn/realms/finance
    audience: clearbudget
    algorithms: [RS256, ES256]
    jwks_url: https://id.example.cn/realms/finance/certs
    ca_file: ca.pem
    claims:
      person: employee_number
      roles: /realm_access/roles
    roles:
      - name: budget-office
        role: finance_budget_reviewer
    regions: [regions/130303]
    subject_prefix: "finance:"
    longest_life_seconds: 3600
  - issuer: clearbudget-development
    audience: clearbudget
    algorithms: [EdDSA]
    jwks_file: /etc/clearbudget/jwks.json
    subject_prefix: "dev:"
certificates:
  - dns_name: budget.culture.example.cn
    subject: "system:culture"
    agency: regions/130303/agencies/101
    region: regions/130303
    roles: [platform]
)";

class IdentityPolicyTest : public ::testing::Test {
 protected:
  absl::StatusOr<IdentityPolicy> Load(const std::string& text, const char* name = "policy.yaml") {
    const std::string file = directory_.File(name);
    std::ofstream(file) << text;
    return LoadIdentityPolicy(file);
  }
  std::string Changed(const std::string& from, const std::string& to) const {
    std::string text = kPolicy;
    EXPECT_NE(text.find(from), text.npos) << from;
    return text.replace(text.find(from), from.size(), to);
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(IdentityPolicyTest, SaysWhomToTrustAndForWhat) {
  const auto policy = Load(kPolicy);
  ASSERT_THAT(policy, IsOk());
  ASSERT_EQ(policy->issuers.size(), 2U);
  const identity::IssuerPolicy& first = policy->issuers[0];
  EXPECT_EQ(first.issuer, "https://id.example.cn/realms/finance");
  EXPECT_EQ(first.key_set_url, "https://id.example.cn/realms/finance/certs");
  EXPECT_EQ(first.ca_file, directory_.File("ca.pem"));
  EXPECT_THAT(first.algorithms,
              ElementsAre(identity::SignatureAlgorithm::kRs256, identity::SignatureAlgorithm::kEs256));
  EXPECT_EQ(first.claims.person, "employee_number");
  EXPECT_EQ(first.claims.agency, "agency");
  EXPECT_EQ(first.claims.roles, "/realm_access/roles");
  EXPECT_THAT(first.roles, ElementsAre(Pair("budget-office", "finance_budget_reviewer")));
  EXPECT_THAT(first.regions, ElementsAre("regions/130303"));
  EXPECT_EQ(first.subject_prefix, "finance:");
  EXPECT_EQ(first.longest_life, std::chrono::hours(1));
  const identity::IssuerPolicy& second = policy->issuers[1];
  EXPECT_EQ(second.key_set_file, "/etc/clearbudget/jwks.json");
  EXPECT_EQ(second.longest_life, std::chrono::hours(24));
  EXPECT_THAT(second.roles, IsEmpty());
  ASSERT_EQ(policy->certificates.size(), 1U);
  EXPECT_EQ(policy->certificates[0].dns_name, "budget.culture.example.cn");
  EXPECT_EQ(policy->certificates[0].caller, (identity::Caller{.subject = "system:culture",
                                                              .agency = "regions/130303/agencies/101",
                                                              .roles = {"platform"},
                                                              .region = "regions/130303"}));
}

TEST_F(IdentityPolicyTest, MayBeJson) {
  EXPECT_THAT(
      Load(R"({"issuers":[{"issuer":"a","audience":"b","algorithms":["EdDSA"],"jwksFile":"k.json"}]})",
           "policy.json"),
      IsOk());
}

TEST_F(IdentityPolicyTest, MistakesAreToldWithTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "a document"},
      {"issuers: []\n", "nobody is trusted"},
      {"issuers:\n  - issuer: a\n", "2:5 issuers[0].audience"},
      {Changed("audience: clearbudget", "audiance: clearbudget"), "issuers[0].audiance"},
      {Changed("algorithms: [RS256, ES256]", "algorithms: [RS256, HS256]"), "unknown algorithm"},
      {Changed("algorithms: [RS256, ES256]", "algorithms: [none]"), "unknown algorithm"},
      {Changed("jwks_url: https", "jwks_url: http"), "no plain https url"},
      {Changed("https://id.example.cn/realms/finance/certs", "https://a:b@id.example.cn"),
       "no plain https url"},
      {Changed("    jwks_file: /etc/clearbudget/jwks.json\n", ""), "not exactly one source of keys"},
      {Changed("    jwks_file: /etc", "    jwks_url: https://a\n    jwks_file: /etc"),
       "not exactly one source of keys"},
      {Changed("    jwks_file: /etc", "    ca_file: ca.pem\n    jwks_file: /etc"), "fetches nothing"},
      {Changed("role: finance_budget_reviewer", "role: service"), "unknown role service"},
      {Changed("regions: [regions/130303]", "regions: [regions/x]"), "names no region"},
      {Changed("issuer: clearbudget-development", "issuer: https://id.example.cn/realms/finance"),
       "issuers[1]: the key occurs more than once"},
      {Changed(R"("dev:")", R"("finance:sub:")"), "could name the same subject"},
      {Changed(R"("dev:")", R"("")"), "could name the same subject"},
      {Changed(R"("dev:")", R"("system:")"), "subject prefix"},
      {Changed("longest_life_seconds: 3600", "longest_life_seconds: 90000"), "longest_life_seconds"},
      {Changed(R"("system:culture")", "culture"), "system:"},
      {Changed("roles: [platform]", "roles: [unit_preparer]"), "is no caller"},
      {Changed("roles: [platform]", "roles: [public]"), "another role than platform"},
      {Changed("roles: [platform]", "roles: []"), "certificates[0].roles"},
      {Changed("agency: regions/130303/agencies/101", "agency: regions/990101/agencies/101"), "is no caller"},
      {Changed("dns_name: budget.culture.example.cn", "fingerprint: AB"), "64 lowercase"},
      {Changed("  - dns_name: budget.culture.example.cn\n    subject", "  - subject"),
       "fingerprint and dns_name"},
  };
  for (const auto& [text, cause] : cases) {
    const auto policy = Load(text);
    EXPECT_THAT(policy, HasReason(Reason::kConfigurationInvalid)) << cause;
    EXPECT_THAT(policy, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(cause)));
  }
  EXPECT_THAT(LoadIdentityPolicy(directory_.File("none.yaml")), HasReason(Reason::kConfigurationInvalid));
}

}  // namespace
}  // namespace clearbudget::identity_policy
