// What only a store on disk can be asked: that it outlives its process, and that damaged bytes are never
// served.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/storage/operation_chain.h"
#include "common/storage/sqlite_database.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "services/submission/adapters/sqlite_budget_store.h"
#include "services/submission/adapters/sqlite_change_log.h"
#include "services/submission/adapters/sqlite_revision_store.h"
#include "services/submission/testing/sample_acts.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

class SqliteStoreTest : public ::testing::Test {
 protected:
  SqliteStoreTest() { Reopen(); }

  void Reopen() {
    budgets_.reset();
    database_.reset();
    database_ = *SubmissionDatabase::Open({.path = path_});
    budgets_ = std::make_unique<SqliteBudgetStore>(*database_);
  }

  // A change of the agency's budget with one line and, where asked for, a revision.
  absl::StatusOr<Answer> Write(int64_t change_number, bool revision, const std::string& request_id) {
    BudgetChange change;
    change.head.name = name_;
    change.head.change_number = change_number;
    change.head.latest_revision = revision ? 1 : 0;
    change.content = "content";
    change.lines = {{"key", "line"}};
    if (revision) {
      RevisionHead head;
      head.name = {name_.region, name_.agency, name_.year, 1};
      change.new_revision = head;
      change.new_parts = {{"", 0, "content"}, {"key", 1, "line"}};
    }
    change.answer = change.head;
    return budgets_->Write(kRegionScope, change, ActBy("张三", "WriteBudgetLines", request_id));
  }

  storage::DatabaseOptions Options() const {
    storage::DatabaseOptions options;
    options.path = path_;
    return options;
  }

  void Execute(const std::string& sql) {
    auto database = storage::SqliteDatabase::Open(Options());
    ASSERT_THAT(database, IsOk());
    ASSERT_THAT((*database)->Execute(sql), IsOk());
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.File("submission.sqlite3");
  const names::BudgetName name_{"130303", "101", 2020};
  std::unique_ptr<SubmissionDatabase> database_;
  std::unique_ptr<SqliteBudgetStore> budgets_;
};

TEST_F(SqliteStoreTest, WhatWasAcknowledgedIsThereAfterAReopening) {
  ASSERT_THAT(Write(1, false, "r1"), IsOk());
  ASSERT_THAT(Write(2, true, "r2"), IsOk());
  Reopen();
  EXPECT_EQ(budgets_->FindHead(kRegionScope, name_)->change_number, 2);
  EXPECT_EQ(budgets_->ReadDraft(kRegionScope, name_, true)->lines.size(), 1U);
  ASSERT_THAT(Write(2, true, "r2"), IsOk());
  EXPECT_EQ(SqliteChangeLog(*database_).ListChanges(kRegionScope, 0, 9)->changes.size(), 2U);
  auto file = storage::SqliteDatabase::Open(Options());
  ASSERT_THAT(file, IsOk());
  const auto broken = storage::VerifyChain(**file, "130303", name_.ToText());
  ASSERT_THAT(broken, IsOk());
  EXPECT_FALSE(broken->has_value());
}

TEST_F(SqliteStoreTest, DamagedBytesAreNeverServed) {
  ASSERT_THAT(Write(1, true, "r1"), IsOk());
  Execute("UPDATE draft_lines SET line = X'00'");
  EXPECT_THAT(budgets_->ReadDraft(kRegionScope, name_, true), HasReason(Reason::kChecksumMismatch));
  EXPECT_THAT(budgets_->ReadDraft(kRegionScope, name_, false), IsOk());
  Execute("UPDATE revision_parts SET content = X'00' WHERE part = 1");
  SqliteRevisionStore revisions(*database_);
  EXPECT_THAT(revisions.ReadContent(kRegionScope, {"130303", "101", 2020, 1}, true),
              HasReason(Reason::kChecksumMismatch));
  EXPECT_THAT(revisions.ReadParts(kRegionScope, {"130303", "101", 2020, 1}, "", 9),
              HasReason(Reason::kChecksumMismatch));
  EXPECT_THAT(revisions.ReadContent(kRegionScope, {"130303", "101", 2020, 1}, false),
              testing::IsOkAndHolds("content"));
  Execute("UPDATE budgets SET editors = 'nobody'");
  EXPECT_THAT(budgets_->FindHead(kRegionScope, name_), HasReason(Reason::kChecksumMismatch));
  Execute("UPDATE revisions SET editors = '!.!.!'");
  EXPECT_THAT(revisions.FindRevision(kRegionScope, {"130303", "101", 2020, 1}),
              HasReason(Reason::kChecksumMismatch));
  Execute("UPDATE budgets SET head = X'00', editors = ''");
  EXPECT_THAT(budgets_->FindHead(kRegionScope, name_), HasReason(Reason::kChecksumMismatch));
}

TEST_F(SqliteStoreTest, OfManyThatChangeOneStateAtOnceOneWins) {
  ASSERT_THAT(Write(1, false, "r1"), IsOk());
  constexpr int kWriters = 8;
  std::vector<absl::Status> results(kWriters);
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back(
          [&, i] { results[static_cast<size_t>(i)] = Write(2, false, "w" + std::to_string(i)).status(); });
    }
  }
  int stored = 0;
  for (const absl::Status& result : results) {
    if (result.ok()) {
      ++stored;
    } else {
      EXPECT_THAT(result, HasReason(Reason::kEtagMismatch));
    }
  }
  EXPECT_EQ(stored, 1);
  EXPECT_EQ(budgets_->FindHead(kRegionScope, name_)->change_number, 2);
}

}  // namespace
}  // namespace clearbudget::submission
