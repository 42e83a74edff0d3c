#include "common/rpc/sealed_page_tokens.h"

#include <string>

#include "absl/strings/escaping.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using testing::IsOkAndHolds;
using ::testing::Not;

TEST(SealedPageTokensTest, OpensOnlyWhatItSealedForTheScope) {
  const SealedPageTokens tokens(std::string(SealedPageTokens::kKeyBytes, 'k'));
  const std::string token = tokens.Seal("list a", "position");
  EXPECT_THAT(tokens.Open("list a", token, "page_token"), IsOkAndHolds(std::string("position")));
  EXPECT_THAT(tokens.Open("list a", "", "page_token"), IsOkAndHolds(std::string()));
  EXPECT_THAT(tokens.Open("list b", token, "page_token"),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  EXPECT_THAT(tokens.Open("list a", token + "x", "page_token"),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  EXPECT_THAT(tokens.Open("list a", "???", "page_token"),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  const SealedPageTokens others(std::string(SealedPageTokens::kKeyBytes, 'o'));
  EXPECT_THAT(others.Open("list a", token, "page_token"),
              HasViolation("page_token", Reason::kPageTokenMalformed));
}

TEST(SealedPageTokensTest, PositionsCannotBeReadOrCompared) {
  const SealedPageTokens tokens(std::string(SealedPageTokens::kKeyBytes, 'k'));
  const std::string position = "regions/1/agencies/secret";
  const std::string token = tokens.Seal("list", position);
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(token, &bytes));
  EXPECT_THAT(bytes, Not(HasSubstr("secret")));
  EXPECT_NE(tokens.Seal("list", position), token);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_THAT(tokens.Open("list", absl::WebSafeBase64Escape(changed), "page_token"),
                HasViolation("page_token", Reason::kPageTokenMalformed));
  }
}

TEST(SealedPageTokensTest, AKeyFileIsMadeOnceAndKept) {
  const testing::TemporaryDirectory directory;
  const auto first = SealedPageTokens::Open(directory.File("key"));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = SealedPageTokens::Open(directory.File("key"));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_THAT((*second)->Open("list", (*first)->Seal("list", "position"), "page_token"),
              IsOkAndHolds(std::string("position")));
  EXPECT_THAT(SealedPageTokens::Open(directory.File("missing/key")), HasReason(Reason::kStoreUnavailable));
}

}  // namespace
}  // namespace clearbudget::rpc
