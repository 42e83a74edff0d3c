#include "common/rpc/relation_check.h"

#include "common/identity/caller.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

struct Name {
  std::string text;
  bool good;
  std::string region = {};
  std::string agency = {};
};
class ResourceNameTest : public ::testing::TestWithParam<Name> {};

TEST_P(ResourceNameTest, IsParsedOrRefused) {
  const auto name = ParseResourceName(GetParam().text);
  ASSERT_EQ(name.has_value(), GetParam().good);
  if (!name.has_value()) return;
  EXPECT_EQ(name->region, GetParam().region);
  EXPECT_EQ(name->agency, GetParam().agency);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ResourceNameTest,
    ::testing::Values(
        Name{"regions/130303", true, "regions/130303", ""},
        Name{"regions/130303/agencies/101", true, "regions/130303", "regions/130303/agencies/101"},
        Name{"regions/130303/agencies/101/budgets/2020/revisions/1", true, "regions/130303",
             "regions/130303/agencies/101"},
        Name{"regions/130303/agencies/-", true, "regions/130303", "regions/130303/agencies/-"},
        Name{"regions/1/delegations/leave-2020", true, "regions/1", ""}, Name{"regions/1/delegations", false},
        Name{"regions/1/delegations/a/b", false}, Name{"", false}, Name{"regions", false},
        Name{"regions/", false}, Name{"regions/-", false}, Name{"/regions/1", false},
        Name{"regions/1/agencies", false}, Name{"regions/1/agencies/", false},
        Name{"regions/1//agencies/2", false}, Name{"regions/1/agencies/2/", false},
        Name{"regions/1/packs/2", false}, Name{"Regions/1", false}, Name{"regions/1 ", false},
        Name{"regions/1/agencies/101%2F", false}, Name{"regions/1/agencies/预算", false},
        Name{std::string("regions/1\0", 10), false}, Name{"regions/" + std::string(400, '1'), false}));

TEST(ResourceNameTest, KnowsBudgetsAndWhatIsFrozen) {
  const auto draft = ParseResourceName("regions/1/agencies/2/budgets/2020");
  EXPECT_EQ(draft->budget, "regions/1/agencies/2/budgets/2020");
  EXPECT_FALSE(draft->frozen);
  const auto revision = ParseResourceName("regions/1/agencies/2/budgets/2020/revisions/1/progressReports/a");
  EXPECT_EQ(revision->budget, "regions/1/agencies/2/budgets/2020");
  EXPECT_TRUE(revision->frozen);
  EXPECT_EQ(ParseResourceName("regions/1/agencies/2")->budget, "");
  EXPECT_FALSE(ParseResourceName("regions/1/agencies/2/budgets/2020/revisions")->frozen);
}

TEST(DelegationNameTest, IsOfARegion) {
  EXPECT_TRUE(IsDelegationName("regions/1/delegations/a"));
  for (const char* name : {"", "regions/1", "regions/1/delegations", "regions/1/delegations/a/b",
                           "regions/1/agencies/2/delegations/a", "regions/1/delegations/a "}) {
    EXPECT_FALSE(IsDelegationName(name)) << name;
  }
}

TEST(ScopeTest, IsWhatTheNameNames) {
  using ports::Scope;
  const auto scope = [](std::string_view name) {
    return ScopeOf(ParseResourceName(name).value_or(ResourceName{}));
  };
  EXPECT_EQ(scope("regions/1/agencies/2/budgets/2020/revisions/1"), Scope::OfAgency("1", "2"));
  EXPECT_EQ(scope("regions/1/agencies/-"), Scope::OfRegion("1"));
  EXPECT_EQ(scope("regions/1/delegations/a"), Scope::OfRegion("1"));
  EXPECT_EQ(scope("regions/1"), Scope::OfRegion("1"));
  EXPECT_EQ(scope(""), Scope());
}

struct Standing {
  const char* resource;
  Relation relation;
  bool stands;
};
class StandsToTest : public ::testing::TestWithParam<Standing> {};

TEST_P(StandsToTest, FollowsTheNames) {
  const identity::Caller clerk{
      .subject = "s", .agency = "regions/1/agencies/101", .roles = {"r"}, .region = "regions/1"};
  EXPECT_EQ(StandsTo(clerk, *ParseResourceName(GetParam().resource), GetParam().relation), GetParam().stands);
}

INSTANTIATE_TEST_SUITE_P(
    Relations, StandsToTest,
    ::testing::Values(Standing{"regions/1/agencies/101/budgets/2020", Relation::kOwn, true},
                      Standing{"regions/1/agencies/101", Relation::kOwnOrUnits, true},
                      Standing{"regions/1/agencies/101002", Relation::kOwn, false},
                      Standing{"regions/1/agencies/101002", Relation::kOwnOrUnits, false},
                      Standing{"regions/1/agencies/10", Relation::kOwn, false},
                      Standing{"regions/2/agencies/101", Relation::kOwn, false},
                      Standing{"regions/1/agencies/-", Relation::kOwn, false},
                      Standing{"regions/1", Relation::kOwn, false},
                      Standing{"regions/1/agencies/999", Relation::kRegion, true},
                      Standing{"regions/1", Relation::kRegion, true},
                      Standing{"regions/11", Relation::kRegion, false},
                      Standing{"regions/2/agencies/101", Relation::kRegion, false},
                      Standing{"regions/2", Relation::kAll, true}));

TEST(StandsToTest, CallerWithoutPlaceStandsNowhere) {
  const identity::Caller machine{.subject = "s", .roles = {"r"}};
  const ResourceName name = *ParseResourceName("regions/1");
  EXPECT_FALSE(StandsTo(machine, name, Relation::kOwn));
  EXPECT_FALSE(StandsTo(machine, name, Relation::kRegion));
  EXPECT_TRUE(StandsTo(machine, name, Relation::kAll));
}

}  // namespace
}  // namespace clearbudget::rpc
