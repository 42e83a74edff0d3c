// What is kept of credentials stays bounded, whatever callers show.
#include <chrono>
#include <string>

#include "common/testing/fake_clock.h"
#include "common/testing/temporary_directory.h"
#include "gtest/gtest.h"
#include "services/gateway/adapters/assertion_cache.h"
#include "services/gateway/adapters/refused_tokens.h"
#include "services/gateway/testing/test_issuer.h"

namespace clearbudget::gateway {
namespace {

using std::chrono::seconds;

TEST(AssertionCacheTest, MakesRoomByWhatIsNoLongerOfUse) {
  const clearbudget::testing::TemporaryDirectory directory;
  clearbudget::testing::FakeClock clock;
  const TestIssuer issuer(directory.path(), clock);
  const auto signer = identity::AssertionSigner::Load(issuer.assertion_private_key_file(), clock);
  ASSERT_TRUE(signer.ok()) << signer.status();
  AssertionCache cache(**signer, 3);
  const auto get = [&](const std::string& who) {
    return std::string(cache.Get(who, TestPerson(who), "submission", clock.Now()));
  };
  get("a");
  get("b");
  clock.Advance(seconds(20));
  const std::string kept = get("c");
  clock.Advance(seconds(10));
  get("d");
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_EQ(get("c"), kept);
  // All of them are of use: none is worth more than another.
  get("e");
  get("f");
  EXPECT_EQ(cache.size(), 1U);
  // The same credentials at two backends are two assertions.
  EXPECT_NE(cache.Get("f", TestPerson("f"), "performance", clock.Now()), get("f"));
}

TEST(AssertionCacheTest, AClockThatIsSetBackKeepsNothingAlive) {
  const clearbudget::testing::TemporaryDirectory directory;
  clearbudget::testing::FakeClock clock;
  const TestIssuer issuer(directory.path(), clock);
  const auto signer = identity::AssertionSigner::Load(issuer.assertion_private_key_file(), clock);
  ASSERT_TRUE(signer.ok()) << signer.status();
  AssertionCache cache(**signer, 3);
  const std::string before(cache.Get("a", TestPerson("a"), "submission", clock.Now()));
  clock.Advance(-seconds(3600));
  EXPECT_NE(cache.Get("a", TestPerson("a"), "submission", clock.Now()), before);
}

TEST(RefusedTokensTest, RemembersAFewForAShortTime) {
  clearbudget::testing::FakeClock clock;
  RefusedTokens refused(2);
  const Refusal refusal = RefuseCredentials(errors::Reason::kCredentialsExpired, {});
  EXPECT_FALSE(refused.Find("a", clock.Now()));
  refused.Add("a", refusal, clock.Now());
  ASSERT_TRUE(refused.Find("a", clock.Now()));
  EXPECT_EQ(refused.Find("a", clock.Now())->reason, errors::Reason::kCredentialsExpired);
  EXPECT_FALSE(refused.Find("b", clock.Now()));
  clock.Advance(kRefusalLife);
  EXPECT_FALSE(refused.Find("a", clock.Now()));
  EXPECT_EQ(refused.size(), 0U);
  for (const char* token : {"a", "b", "c"}) refused.Add(token, refusal, clock.Now());
  EXPECT_EQ(refused.size(), 1U);
  EXPECT_TRUE(refused.Find("c", clock.Now()));
}

}  // namespace
}  // namespace clearbudget::gateway
