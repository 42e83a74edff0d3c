#include "common/trail_store/entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/trail_store/sequencer.h"
#include "common/trail_store/trail_store_fixture_test.h"

namespace clearbudget::trail_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StatusIs;

const std::string kOtherBudget = "regions/130303/agencies/102/budgets/2020";

std::string RequestIdOf(const Row& row) {
  return std::visit([](const auto& record) { return record.request_id; }, row);
}

class EntriesTest : public TrailStoreTest {
 protected:
  EntriesTest() {
    Append(Draft("o1"));
    Append(Refusal("a2"));
    storage::OperationDraft lent = Draft("o3");
    lent.aggregate = kOtherBudget;
    lent.resource = kOtherBudget + "/lines/7";
    lent.caller = "clerk";
    lent.person = "赵某";
    lent.delegator = "李某";
    lent.method = "/clearbudget.budget.v1.BudgetService/UpdateBudget";
    lent.system_time = kNoon + 10;
    Append(lent);
    trail::AuditContent read = Refusal("a4");
    read.kind = trail::AuditKind::kRead;
    read.code.clear();
    read.reason.clear();
    read.resource = kOtherBudget;
    read.first_time = kNoon + 20;
    read.last_time = kNoon + 30;
    Append(read);
    storage::OperationDraft elsewhere = Draft("o5");
    elsewhere.region = "130304";
    Append(elsewhere);
  }

  EntryPage Page(const EntryFilter& filter, std::int64_t after = 0, std::int64_t limit = 100) {
    auto page = readers_->With([&](storage::SqliteDatabase& database) {
      return ListEntries(database, kRegion, filter, after, limit);
    });
    EXPECT_TRUE(page.ok()) << page.status();
    return *std::move(page);
  }

  std::vector<std::string> Ids(const EntryFilter& filter) {
    std::vector<std::string> ids;
    for (const Entry& entry : Page(filter).entries) ids.push_back(RequestIdOf(entry.row));
    return ids;
  }
};

TEST_F(EntriesTest, BothTablesInTheOrderOfTheStore) {
  EXPECT_THAT(Ids({}), ElementsAre("o1", "a2", "o3", "a4"));
  for (const Entry& entry : Page({}).entries) EXPECT_FALSE(entry.leaf_index.has_value());
}

TEST_F(EntriesTest, EntriesKnowTheirLeaves) {
  ASSERT_TRUE(Write([](storage::SqliteDatabase& database) { return Sequence(database, kRegion, 3); }).ok());
  const EntryPage page = Page({});
  EXPECT_EQ(page.entries[0].leaf_index, 0);
  EXPECT_EQ(page.entries[1].leaf_index, 1);
  EXPECT_EQ(page.entries[2].leaf_index, 2);
  EXPECT_EQ(page.entries[3].leaf_index, std::nullopt);
}

TEST_F(EntriesTest, Filters) {
  EXPECT_THAT(Ids({.kind = EntryKind::kOperation}), ElementsAre("o1", "o3"));
  EXPECT_THAT(Ids({.kind = EntryKind::kRefusal}), ElementsAre("a2"));
  EXPECT_THAT(Ids({.kind = EntryKind::kRead}), ElementsAre("a4"));
  EXPECT_THAT(Ids({.resource = kBudget}), ElementsAre("o1", "a2"));
  EXPECT_THAT(Ids({.resource = "regions/130303/agencies/102"}), ElementsAre("o3", "a4"));
  EXPECT_THAT(Ids({.resource = kOtherBudget + "/lines"}), ElementsAre("o3"));
  EXPECT_THAT(Ids({.resource = "regions/130303/agencies/10"}), IsEmpty());
  EXPECT_THAT(Ids({.resource = "regions/130303/auditEvents"}), ElementsAre("a2", "a4"));
  EXPECT_THAT(Ids({.resource = "regions/130303"}), ElementsAre("o1", "a2", "o3", "a4"));
  EXPECT_THAT(Ids({.resource = "regions/130304"}), IsEmpty());
  EXPECT_THAT(Ids({.subject = "clerk"}), ElementsAre("o3"));
  EXPECT_THAT(Ids({.person = "李某"}), ElementsAre("o1", "o3"));
  EXPECT_THAT(Ids({.person = "李"}), IsEmpty());
  EXPECT_THAT(Ids({.method = "SubmitBudget"}), ElementsAre("o1"));
  EXPECT_THAT(Ids({.method = "clearbudget.budget.v1.BudgetService/UpdateBudget"}), ElementsAre("o3"));
  EXPECT_THAT(Ids({.method = "/clearbudget.budget.v1.BudgetService/UpdateBudget"}), ElementsAre("o3"));
  EXPECT_THAT(Ids({.method = "Budget"}), IsEmpty());
  EXPECT_THAT(Ids({.method = "submitbudget"}), IsEmpty());
  EXPECT_THAT(Ids({.method = "%Budget"}), IsEmpty());
  EXPECT_THAT(Ids({.method = std::string(300, 'x')}), IsEmpty());
  EXPECT_THAT(Ids({.from = kNoon + 10}), ElementsAre("o3", "a4"));
  EXPECT_THAT(Ids({.until = kNoon + 10}), ElementsAre("o1", "a2"));
  EXPECT_THAT(Ids({.from = kNoon + 10, .until = kNoon + 11}), ElementsAre("o3"));
  EXPECT_THAT(Ids({.kind = EntryKind::kOperation, .person = "李某", .from = kNoon + 1}), ElementsAre("o3"));
}

TEST_F(EntriesTest, PagesFollowEachOther) {
  for (const std::int64_t limit : {1, 2, 3, 4, 5}) {
    std::vector<std::string> ids;
    std::optional<std::int64_t> after = 0;
    int pages = 0;
    while (after.has_value()) {
      const EntryPage page = Page({}, *after, limit);
      EXPECT_LE(page.entries.size(), static_cast<std::size_t>(limit));
      for (const Entry& entry : page.entries) ids.push_back(RequestIdOf(entry.row));
      after = page.next_after;
      ++pages;
    }
    EXPECT_THAT(ids, ElementsAre("o1", "a2", "o3", "a4"));
    EXPECT_EQ(pages, (4 + limit - 1) / limit) << "no page is empty";
  }
  const auto refused = readers_->With(
      [](storage::SqliteDatabase& database) { return ListEntries(database, kRegion, {}, 0, 0); });
  EXPECT_THAT(refused.status(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(EntriesTest, APageOfLargeEffectsIsShort) {
  std::vector<std::string> expected = {"o1", "a2", "o3", "a4"};
  for (int number = 0; number < 100; ++number) {
    storage::OperationDraft draft = Draft("large-" + std::to_string(number));
    draft.effect.assign(storage::kLargestEffectBytes, 'x');
    Append(draft);
    expected.push_back(draft.request_id);
    if (number % 7 != 0) continue;
    Append(Refusal("small-" + std::to_string(number)));
    expected.push_back("small-" + std::to_string(number));
  }
  std::vector<std::string> ids;
  std::optional<std::int64_t> after = 0;
  while (after.has_value()) {
    const EntryPage page = Page({}, *after, 1'000);
    EXPECT_LE(page.entries.size(), 80U);
    EXPECT_FALSE(page.entries.empty());
    for (const Entry& entry : page.entries) ids.push_back(RequestIdOf(entry.row));
    after = page.next_after;
  }
  EXPECT_EQ(ids, expected);
}

TEST_F(EntriesTest, TheLogNamesRowsThatAreGone) {
  ASSERT_TRUE(Write([](storage::SqliteDatabase& database) { return Sequence(database, kRegion, 100); }).ok());
  Tamper("DELETE FROM operations WHERE request_id = 'o3'");
  Tamper("DELETE FROM audit_events WHERE request_id = 'a2'");
  const auto log =
      readers_->With([](storage::SqliteDatabase& database) { return ListLog(database, kRegion, 1, 4, 100); });
  ASSERT_TRUE(log.ok()) << log.status();
  ASSERT_EQ(log->size(), 3U);
  EXPECT_FALSE((*log)[0].row.has_value());
  EXPECT_EQ((*log)[0].leaf.aggregate, "regions/130303/auditEvents");
  EXPECT_FALSE((*log)[1].row.has_value());
  EXPECT_EQ((*log)[1].leaf.aggregate, kOtherBudget);
  EXPECT_EQ((*log)[1].leaf.change_number, 1);
  EXPECT_EQ((*log)[2].leaf_index, 3);
  ASSERT_TRUE((*log)[2].row.has_value());
  EXPECT_EQ(RequestIdOf(*(*log)[2].row), "a4");
}

TEST_F(EntriesTest, TheLogInPages) {
  ASSERT_TRUE(Write([](storage::SqliteDatabase& database) { return Sequence(database, kRegion, 100); }).ok());
  std::int64_t next = 0;
  while (next < 4) {
    const auto log = readers_->With(
        [&](storage::SqliteDatabase& database) { return ListLog(database, kRegion, next, 4, 3); });
    ASSERT_TRUE(log.ok() && !log->empty());
    EXPECT_EQ(log->front().leaf_index, next);
    next = log->back().leaf_index + 1;
  }
}

}  // namespace
}  // namespace clearbudget::trail_store
