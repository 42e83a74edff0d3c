#include "common/identity/claims_text.h"

#include <chrono>
#include <utility>

#include "common/identity/strict_json.h"
#include "fmt/core.h"

namespace clearbudget::identity {

std::int64_t SecondsOf(ports::Instant instant) {
  return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

std::string ClaimsText(const SignedClaims& claims, const Caller& caller) {
  std::string text = fmt::format(R"({{"iss":{},"aud":{},"iat":{},"exp":{},"sub":{})",
                                 JsonQuoted(claims.issuer), JsonQuoted(claims.audience), claims.issued_at,
                                 claims.expires_at, JsonQuoted(caller.subject));
  const std::pair<const char*, const std::string&> optional[] = {
      {"person", caller.person}, {"agency", caller.agency}, {"region", caller.region}};
  for (const auto& [name, value] : optional) {
    if (!value.empty()) text += fmt::format(R"(,"{}":{})", name, JsonQuoted(value));
  }
  text += R"(,"roles":[)";
  for (const std::string& role : caller.roles) {
    if (text.back() != '[') text += ',';
    text += JsonQuoted(role);
  }
  return text + "]}";
}

}  // namespace clearbudget::identity
