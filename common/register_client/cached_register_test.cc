#include <gtest/gtest.h>

#include <map>
#include <string>

#include "common/errors/error.h"
#include "common/register_client/cached_agency_relations.h"
#include "common/register_client/cached_delegations.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::register_client {
namespace {

using errors::Reason;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasReason;
using testing::IsOkAndHolds;

constexpr char kDepartment[] = "regions/130303/agencies/101";
constexpr char kUnit[] = "regions/130303/agencies/101002";
constexpr char kLent[] = "regions/130303/delegations/leave";

// Department 101 with unit 101002, which moves to 102 in the year 2021; counts what it is asked.
class FakeRegisterReader final : public RegisterReader {
 public:
  FakeRegisterReader() {
    agencies.Add("101", "2019-01-01", "");
    agencies.Add("101002", "2019-01-01", "101");
    agencies.Add("101002", "2021-01-01", "102");
  }

  absl::StatusOr<RegionAgencies> ReadAgencies(const names::RegionName& region,
                                              const ports::CallLimits& limits) override {
    ++agency_reads;
    last_limits = limits;
    if (!away.ok()) return away;
    return region.region == "130303" ? agencies : RegionAgencies();
  }
  absl::StatusOr<std::optional<rpc::Delegation>> ReadDelegation(const names::DelegationName& name,
                                                                const ports::CallLimits&) override {
    ++delegation_reads;
    if (!away.ok()) return away;
    const auto found = delegations.find(name.ToText());
    if (found == delegations.end()) return std::optional<rpc::Delegation>();
    return std::optional<rpc::Delegation>(found->second);
  }

  RegionAgencies agencies;
  std::map<std::string, rpc::Delegation> delegations;
  absl::Status away;
  ports::CallLimits last_limits;
  int agency_reads = 0;
  int delegation_reads = 0;
};

class CachedRegisterTest : public ::testing::Test {
 protected:
  absl::StatusOr<bool> IsUnitOf(const std::string& unit, const std::string& department) {
    return relations_.IsUnitOf({.request_id = "r-1", .deadline = clock_.Now()}, unit, department);
  }

  testing::FakeClock clock_;  // 2020-01-31
  FakeRegisterReader reader_;
  CachedAgencyRelations relations_{reader_, clock_};
  CachedDelegations delegations_{reader_, clock_};
  const absl::Status kAway = errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
};

TEST_F(CachedRegisterTest, TheRegisterIsReadForAllAgenciesOfARegionAtOnce) {
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(true));
  EXPECT_EQ(reader_.agency_reads, 1);
  EXPECT_EQ(reader_.last_limits.request_id, "r-1");
  // It serves others too, so that the first caller's time is not its limit.
  EXPECT_EQ(reader_.last_limits.deadline, ports::Instant::max());
  // What exists makes no difference to what is read.
  for (const char* other : {"regions/130303/agencies/101", "regions/130303/agencies/102",
                            "regions/130303/agencies/102001", "regions/130303/agencies/nobody"}) {
    EXPECT_THAT(IsUnitOf(other, kDepartment), IsOkAndHolds(false)) << other;
  }
  EXPECT_THAT(IsUnitOf("regions/110000/agencies/101002", kDepartment), IsOkAndHolds(false));
  EXPECT_THAT(IsUnitOf("agencies/101002", kDepartment), IsOkAndHolds(false));
  EXPECT_EQ(reader_.agency_reads, 1);
}

TEST_F(CachedRegisterTest, AChangeOfTheRegisterIsSeenWithinTenSeconds) {
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(true));
  reader_.agencies.Add("101002", "2020-01-01", "");
  clock_.Advance(seconds(10));
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(false));
}

TEST_F(CachedRegisterTest, TheDayIsChinas) {
  clock_.Set(ports::Instant(seconds(1609430399)));  // 2020-12-31T15:59:59Z
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(true));
  clock_.Advance(seconds(1));
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(false));
}

TEST_F(CachedRegisterTest, WhileTheRegisterIsAwayAnOldOneServesForFiveMinutes) {
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(true));
  reader_.away = kAway;
  clock_.Advance(minutes(5) - seconds(1));
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), IsOkAndHolds(true));
  clock_.Advance(seconds(1));
  EXPECT_THAT(IsUnitOf(kUnit, kDepartment), HasReason(Reason::kBackendUnavailable));
}

TEST_F(CachedRegisterTest, ADelegationIsKeptForFiveSecondsAndNotLonger) {
  const rpc::Delegation lent{.name = kLent, .delegator = "张三", .delegate = "李四"};
  reader_.delegations[kLent] = lent;
  EXPECT_EQ(*delegations_.Find(kLent, {}), lent);
  reader_.delegations[kLent].revoked = true;
  clock_.Advance(seconds(4));
  EXPECT_EQ(*delegations_.Find(kLent, {}), lent);
  EXPECT_EQ(reader_.delegation_reads, 1);
  clock_.Advance(seconds(1));
  EXPECT_TRUE((*delegations_.Find(kLent, {}))->revoked);
  reader_.away = kAway;
  clock_.Advance(seconds(5));
  EXPECT_THAT(delegations_.Find(kLent, {}), HasReason(Reason::kBackendUnavailable));
}

TEST_F(CachedRegisterTest, ThatThereIsNoDelegationIsKeptToo) {
  EXPECT_FALSE(delegations_.Find(kLent, {})->has_value());
  EXPECT_FALSE(delegations_.Find(kLent, {})->has_value());
  EXPECT_EQ(reader_.delegation_reads, 1);
  // What is no name is not asked for.
  EXPECT_FALSE(delegations_.Find("regions/130303/delegations/../leave", {})->has_value());
  EXPECT_EQ(reader_.delegation_reads, 1);
}

TEST_F(CachedRegisterTest, NamesThatNobodyHasDoNotFillTheMemory) {
  for (std::size_t i = 0; i < 2 * CachedDelegations::kMost; ++i) {
    ASSERT_TRUE(delegations_.Find("regions/130303/delegations/d" + std::to_string(i), {}).ok());
  }
  EXPECT_EQ(reader_.delegation_reads, static_cast<int>(2 * CachedDelegations::kMost));
}

}  // namespace
}  // namespace clearbudget::register_client
