#include "services/gateway/domain/bearer_token.h"

#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

TEST(BearerTokenTest, OneFormOnly) {
  const struct {
    std::string_view value;
    std::optional<std::string_view> token;
  } kCases[] = {
      {"Bearer aA0-._~+/=", "aA0-._~+/="},
      {"bearer a", "a"},
      {"BEARER   a", "a"},
      {"", std::nullopt},
      {"Bearer", std::nullopt},
      {"Bearer ", std::nullopt},
      {" Bearer a", std::nullopt},
      {"Bearer a b", std::nullopt},
      {"Bearer a ", std::nullopt},
      {"Bearer a,Bearer b", std::nullopt},
      {"Bearer\ta", std::nullopt},
      {"Bearerr a", std::nullopt},
      {"Basic dXNlcjpwYXNz", std::nullopt},
      {"a", std::nullopt},
  };
  for (const auto& test : kCases) EXPECT_EQ(BearerToken(test.value), test.token) << test.value;
  EXPECT_EQ(BearerToken(std::string_view("Bearer a\0b", 10)), std::nullopt);
}

}  // namespace
}  // namespace clearbudget::gateway
