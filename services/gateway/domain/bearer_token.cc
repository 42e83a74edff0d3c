#include "services/gateway/domain/bearer_token.h"

#include <algorithm>

namespace clearbudget::gateway {
namespace {

constexpr std::string_view kScheme = "bearer";

bool IsScheme(std::string_view text) {
  return std::equal(text.begin(), text.end(), kScheme.begin(), kScheme.end(), [](char given, char expected) {
    return (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given) == expected;
  });
}

bool IsTokenCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> BearerToken(std::string_view authorization) {
  const std::size_t end = authorization.find(' ');
  if (end == std::string_view::npos || !IsScheme(authorization.substr(0, end))) return std::nullopt;
  std::string_view token = authorization.substr(end);
  token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
  if (token.empty() || !std::all_of(token.begin(), token.end(), &IsTokenCharacter)) return std::nullopt;
  return token;
}

}  // namespace clearbudget::gateway
