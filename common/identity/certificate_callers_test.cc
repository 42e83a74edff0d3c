#include "common/identity/certificate_callers.h"

#include <string>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;

const std::string kFirst(64, 'a');
const std::string kSecond(64, 'b');

Caller System(const std::string& name) {
  return {.subject = "system:" + name,
          .agency = "regions/130303/agencies/101",
          .roles = {"platform"},
          .region = "regions/130303"};
}

TEST(CertificateCallersTest, FingerprintGoesBeforeName) {
  const auto callers = CertificateCallers::Create({{.fingerprint = kFirst, .caller = System("a")},
                                                   {.dns_name = "b.example.cn", .caller = System("b")},
                                                   {.dns_name = "c.example.cn", .caller = System("c")}});
  ASSERT_THAT(callers, IsOk());
  EXPECT_THAT(callers->Find(kFirst, {}), IsOkAndHolds(System("a")));
  EXPECT_THAT(callers->Find(kFirst, {"b.example.cn"}), IsOkAndHolds(System("a")));
  EXPECT_THAT(callers->Find(kSecond, {"x.example.cn", "b.example.cn", "b.example.cn"}),
              IsOkAndHolds(System("b")));
  EXPECT_THAT(callers->Find(kSecond, {"b.example.cn", "c.example.cn"}),
              HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(callers->Find(kSecond, {"B.example.cn", "a.b.example.cn", "*.example.cn", ""}),
              HasReason(Reason::kCredentialsInvalid));
  EXPECT_THAT(callers->Find("", {}), HasReason(Reason::kCredentialsInvalid));
}

TEST(CertificateCallersTest, UnusableRowsAreRefused) {
  Caller person = System("a");
  person.person = "p";
  Caller preparer = person;
  preparer.roles = {"unit_preparer"};
  Caller other_subject = System("a");
  other_subject.subject = "person:a";
  Caller outside = System("a");
  outside.region = "regions/990101";
  const std::vector<std::vector<CertificateCaller>> refused = {
      {{.caller = System("a")}},
      {{.fingerprint = kFirst, .dns_name = "a.example.cn", .caller = System("a")}},
      {{.fingerprint = std::string(64, 'A'), .caller = System("a")}},
      {{.fingerprint = std::string(63, 'a'), .caller = System("a")}},
      {{.dns_name = "A.example.cn", .caller = System("a")}},
      {{.dns_name = "*.example.cn", .caller = System("a")}},
      {{.dns_name = ".example.cn", .caller = System("a")}},
      {{.fingerprint = kFirst, .caller = person}},
      {{.fingerprint = kFirst, .caller = preparer}},
      {{.fingerprint = kFirst, .caller = other_subject}},
      {{.fingerprint = kFirst, .caller = outside}},
      {{.fingerprint = kFirst, .caller = System("a")}, {.fingerprint = kSecond, .caller = System("a")}},
      {{.fingerprint = kFirst, .caller = System("a")}, {.fingerprint = kFirst, .caller = System("b")}},
      {{.dns_name = "a.cn", .caller = System("a")}, {.dns_name = "a.cn", .caller = System("b")}},
  };
  for (std::size_t i = 0; i < refused.size(); ++i) {
    EXPECT_THAT(CertificateCallers::Create(refused[i]), HasReason(Reason::kConfigurationInvalid)) << i;
  }
  EXPECT_THAT(CertificateCallers::Create({}), IsOk());
}

}  // namespace
}  // namespace clearbudget::identity
