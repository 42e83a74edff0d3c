#include "services/gateway/domain/bearer_token.h"

#include <algorithm>
#include <array>

namespace clearbudget::gateway {
namespace {

constexpr std::string_view kScheme = "bearer";

bool IsScheme(std::string_view text) {
  return std::equal(text.begin(), text.end(), kScheme.begin(), kScheme.end(), [](char given, char expected) {
    return (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given) == expected;
  });
}

// By byte, since every call has some five hundred to look at.
constexpr std::array<bool, 256> kTokenCharacters = [] {
  std::array<bool, 256> table{};
  for (const char c :
       std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

}  // namespace

std::optional<std::string_view> BearerToken(std::string_view authorization) {
  const std::size_t end = authorization.find(' ');
  if (end == std::string_view::npos || !IsScheme(authorization.substr(0, end))) return std::nullopt;
  std::string_view token = authorization.substr(end);
  token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
  if (token.empty() || !std::all_of(token.begin(), token.end(),
                                    [](char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; }))
    return std::nullopt;
  return token;
}

}  // namespace clearbudget::gateway
