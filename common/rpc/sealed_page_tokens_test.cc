#include "common/rpc/sealed_page_tokens.h"

#include <string>

#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOkAndHolds;

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
