// For this module's tests: a store with the tables of the trail, its writer and readers, and a log over it.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/audit_log.h"
#include "common/storage/group_commit.h"
#include "common/storage/migrations.h"
#include "common/storage/operation_log.h"
#include "common/storage/read_pool.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temporary_directory.h"
#include "common/testing/test_keys.h"
#include "common/trail_store/schema.h"
#include "common/trail_store/trail_log.h"

namespace clearbudget::trail_store {

inline const std::string kRegion = "130303";
inline const std::string kBudget = "regions/130303/agencies/101/budgets/2020";
inline constexpr std::int64_t kNoon = 1'580'515'200'000'000;

class TrailStoreTest : public ::testing::Test {
 protected:
  TrailStoreTest() {
    options_.path = folder_.File("test.sqlite3");
    const std::vector<storage::Migration> migrations = {storage::OperationLogMigration(1), TrailMigration(2)};
    EXPECT_TRUE(storage::ApplyMigrations(**storage::SqliteDatabase::Open(options_), migrations).ok());
    writer_ = *storage::GroupCommit::Start({.database = options_});
    readers_ = *storage::ReadPool::Open(options_, 2);
    WriteKey(testing::TestKeyType::kEd25519);
  }

  // The key file's content from now on.
  void WriteKey(testing::TestKeyType type) {
    std::ofstream(folder_.File("trail.pem")) << testing::MakeTestKey(type).private_pem;
  }

  absl::StatusOr<TrailLog> OpenLog(digest::Algorithm hash = digest::Algorithm::kSha256) {
    return TrailLog::Open({.origin = "clearbudget/test", .hash = hash, .key_file = folder_.File("trail.pem")},
                          *writer_, *readers_, clock_);
  }

  // What `change` returns, from within a transaction of the writer.
  template <typename Function>
  auto Write(Function&& change) {
    return writer_->Submit(std::forward<Function>(change));
  }

  // Changes the file as somebody who has it would.
  void Tamper(const std::string& sql) {
    const absl::Status done = Write([&](storage::SqliteDatabase& database) { return database.Execute(sql); });
    EXPECT_TRUE(done.ok()) << done;
  }

  storage::OperationDraft Draft(const std::string& request_id) const {
    storage::OperationDraft draft;
    draft.region = kRegion;
    draft.aggregate = kBudget;
    draft.caller = "finance-platform";
    draft.person = "李某";
    draft.method = "/clearbudget.budget.v1.BudgetService/SubmitBudget";
    draft.resource = kBudget;
    draft.request_id = request_id;
    draft.request_hash = digest::Sha256(request_id);
    draft.answer_type = "reference";
    draft.answer = "answer";
    draft.system_time = kNoon;
    return draft;
  }

  trail::AuditContent Refusal(const std::string& request_id) const {
    trail::AuditContent content;
    content.region = kRegion;
    content.caller = "finance-platform";
    content.person = "王某";
    content.method = "/clearbudget.budget.v1.BudgetService/ApproveBudget";
    content.resource = kBudget;
    content.request_id = request_id;
    content.code = "PERMISSION_DENIED";
    content.reason = "PERMISSION_DENIED";
    content.first_time = kNoon;
    content.last_time = kNoon;
    return content;
  }

  storage::Operation Append(storage::OperationDraft draft) {
    auto operation = Write([&](storage::SqliteDatabase& database) {
      return storage::AppendOperation(database, std::move(draft));
    });
    EXPECT_TRUE(operation.ok()) << operation.status();
    return *std::move(operation);
  }

  trail::AuditRecord Append(trail::AuditContent content) {
    auto event = Write([&](storage::SqliteDatabase& database) {
      return storage::AppendAuditEvent(database, std::move(content));
    });
    EXPECT_TRUE(event.ok()) << event.status();
    return *std::move(event);
  }

  // `count` operations and, after every third, a refusal.
  void Fill(int count) {
    for (int number = 1; number <= count; ++number) {
      Append(Draft(fmt::format("fill-{}", ++filled_)));
      if (number % 3 == 0) Append(Refusal(fmt::format("fill-{}", filled_)));
    }
  }

  std::int64_t Number(const std::string& select) {
    const auto number =
        readers_->With([&](storage::SqliteDatabase& database) -> absl::StatusOr<std::int64_t> {
          auto statement = database.Prepare(select);
          if (!statement.ok()) return statement.status();
          const absl::StatusOr<bool> row = statement->Step();
          if (!row.ok()) return row.status();
          return statement->Int64(0);
        });
    EXPECT_TRUE(number.ok()) << number.status();
    return number.value_or(-1);
  }

  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  storage::DatabaseOptions options_;
  std::unique_ptr<storage::GroupCommit> writer_;
  std::unique_ptr<storage::ReadPool> readers_;
  int filled_ = 0;
};

}  // namespace clearbudget::trail_store
