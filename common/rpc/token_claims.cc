#include "common/rpc/token_claims.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <set>

#include "common/errors/error.h"
#include "common/observability/utf8.h"
#include "common/rpc/relation_check.h"
#include "fmt/core.h"
#include "fmt/ranges.h"

namespace clearbudget::rpc {
namespace {

constexpr std::size_t kLongestText = 200;
constexpr std::size_t kMostRoles = 32;

absl::Status Invalid(std::string cause) {
  return errors::Error(errors::Reason::kCredentialsInvalid, {{"cause", std::move(cause)}});
}

bool IsPlainText(std::string_view text) {
  if (text.size() > kLongestText || observability::Utf8Within(text, kLongestText) != text) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '"' && c != '\\';
  });
}

bool IsRole(std::string_view role) {
  return !role.empty() && role.size() <= 64 &&
         std::all_of(role.begin(), role.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// Reads the object from left to right; after a mistake nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool Take(char expected) {
    SkipBlank();
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<std::string> Text() {
    if (!Take('"')) return std::nullopt;
    const std::size_t end = rest_.find('"');
    if (end == rest_.npos || !IsPlainText(rest_.substr(0, end))) return std::nullopt;
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::optional<std::int64_t> Integer() {
    SkipBlank();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    const auto digits = static_cast<std::size_t>(end - rest_.data());
    const bool leading_zero = digits > 1 && rest_.front() == '0';
    if (error != std::errc() || number < 0 || rest_.front() == '-' || leading_zero) return std::nullopt;
    rest_.remove_prefix(digits);
    return number;
  }

  std::optional<std::vector<std::string>> Texts() {
    std::vector<std::string> texts;
    if (!Take('[')) return std::nullopt;
    do {
      std::optional<std::string> text = Text();
      if (!text.has_value() || texts.size() == kMostRoles) return std::nullopt;
      texts.push_back(*std::move(text));
    } while (Take(','));
    if (!Take(']')) return std::nullopt;
    return texts;
  }

  bool AtEnd() {
    SkipBlank();
    return rest_.empty();
  }

 private:
  void SkipBlank() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  std::string_view rest_;
};

template <typename T>
bool Store(std::optional<T> value, T& target) {
  if (!value.has_value()) return false;
  target = *std::move(value);
  return true;
}

// False for a claim that is not known or whose value has another form.
bool ReadClaim(const std::string& name, Reader& reader, TokenClaims& claims) {
  if (name == "iss") return Store(reader.Text(), claims.issuer);
  if (name == "sub") return Store(reader.Text(), claims.caller.subject);
  if (name == "person") return Store(reader.Text(), claims.caller.person);
  if (name == "agency") return Store(reader.Text(), claims.caller.agency);
  if (name == "roles") return Store(reader.Texts(), claims.caller.roles);
  if (name == "region") return Store(reader.Text(), claims.caller.region);
  if (name == "aud") return Store(reader.Text(), claims.audience);
  if (name == "iat") return Store(reader.Integer(), claims.issued_at);
  if (name == "nbf") return Store(reader.Integer(), claims.not_before);
  if (name == "exp") return Store(reader.Integer(), claims.expires_at);
  return false;
}

}  // namespace

std::string WriteClaims(const TokenClaims& claims) {
  const Caller& caller = claims.caller;
  return fmt::format(
      R"({{"iss":"{}","sub":"{}","person":"{}","agency":"{}","roles":["{}"],"region":"{}","aud":"{}",)"
      R"("iat":{},"nbf":{},"exp":{}}})",
      claims.issuer, caller.subject, caller.person, caller.agency, fmt::join(caller.roles, R"(",")"),
      caller.region, claims.audience, claims.issued_at, claims.not_before, claims.expires_at);
}

absl::StatusOr<TokenClaims> ReadClaims(std::string_view json) {
  Reader reader(json);
  TokenClaims claims;
  std::set<std::string> seen;
  if (!reader.Take('{')) return Invalid("the claims are no object");
  do {
    const std::optional<std::string> name = reader.Text();
    if (!name.has_value() || !reader.Take(':')) return Invalid("the claims are malformed");
    if (!seen.insert(*name).second) return Invalid("a claim occurs twice");
    if (!ReadClaim(*name, reader, claims)) return Invalid("a claim is unknown or malformed");
  } while (reader.Take(','));
  if (!reader.Take('}') || !reader.AtEnd()) return Invalid("the claims are malformed");
  for (const char* required : {"iss", "sub", "roles", "aud", "iat", "nbf", "exp"}) {
    if (!seen.contains(required)) return Invalid(fmt::format("the claim {} is missing", required));
  }
  if (std::string cause = WhatIsWrongWith(claims.caller); !cause.empty()) return Invalid(std::move(cause));
  return claims;
}

std::string WhatIsWrongWith(const Caller& caller) {
  if (caller.subject.empty() || !IsPlainText(caller.subject)) return "the subject is missing or malformed";
  if (!IsPlainText(caller.person)) return "the person is malformed";
  if (caller.roles.empty() || caller.roles.size() > kMostRoles) return "there is no role, or too many";
  if (!std::all_of(caller.roles.begin(), caller.roles.end(), IsRole)) return "a role is malformed";
  if (!IsConsistent(caller)) return "region or agency is malformed, or the agency lies outside of the region";
  if (caller.agency.size() > kLongestText) return "the agency is too long";
  return {};
}

}  // namespace clearbudget::rpc
