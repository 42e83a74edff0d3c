#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "services/submission/adapters/memory_store.h"
#include "services/submission/adapters/sqlite_agency_store.h"
#include "services/submission/adapters/sqlite_budget_store.h"
#include "services/submission/adapters/sqlite_change_log.h"
#include "services/submission/adapters/sqlite_delegation_store.h"
#include "services/submission/adapters/sqlite_pack_store.h"
#include "services/submission/adapters/sqlite_revision_store.h"
#include "services/submission/testing/sample_acts.h"

namespace clearbudget::submission {

// The stores that the contract suites run on: all that there are.
class Stores {
 public:
  virtual ~Stores() = default;
  virtual BudgetStore& budgets() = 0;
  virtual RevisionStore& revisions() = 0;
  virtual AgencyStore& agencies() = 0;
  virtual DelegationStore& delegations() = 0;
  virtual ChangeLog& log() = 0;
  virtual PackStore& packs() = 0;
};

class MemoryStores final : public Stores {
 public:
  BudgetStore& budgets() override { return store_; }
  RevisionStore& revisions() override { return store_; }
  AgencyStore& agencies() override { return store_; }
  DelegationStore& delegations() override { return store_; }
  ChangeLog& log() override { return store_; }
  PackStore& packs() override { return store_; }

 private:
  MemoryStore store_;
};

class SqliteStores final : public Stores {
 public:
  SqliteStores() : database_(*SubmissionDatabase::Open({.path = directory_.File("submission.sqlite3")})) {}

  BudgetStore& budgets() override { return budgets_; }
  RevisionStore& revisions() override { return revisions_; }
  AgencyStore& agencies() override { return agencies_; }
  DelegationStore& delegations() override { return delegations_; }
  ChangeLog& log() override { return log_; }
  PackStore& packs() override { return packs_; }

 private:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<SubmissionDatabase> database_;
  SqliteBudgetStore budgets_{*database_};
  SqliteRevisionStore revisions_{*database_};
  SqliteAgencyStore agencies_{*database_};
  SqliteDelegationStore delegations_{*database_};
  SqliteChangeLog log_{*database_};
  SqlitePackStore packs_{*database_};
};

struct StoreKind {
  const char* name;
  std::function<std::unique_ptr<Stores>()> make;
};

// A store of its own for each test, with changes to make in it.
class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  BudgetStore& budgets() { return stores_->budgets(); }

  static BudgetHead Head(const std::string& agency, int32_t year) {
    BudgetHead head;
    head.name = {"130303", agency, year};
    head.pack = "cn";
    head.pack_digest = "cb1:sha256:pack";
    head.source = {"system", "id", "文号", "标题"};
    head.change_number = 1;
    head.editors = {{"account:张三", "张三", ""}};
    head.create_time = 1'580'457'600'000'001;
    head.update_time = 1'580'457'600'000'002;
    return head;
  }

  static BudgetChange Creation(const BudgetHead& head, std::vector<StoredLine> lines = {}) {
    BudgetChange change;
    change.head = head;
    change.head.line_count = static_cast<int64_t>(lines.size());
    change.content = "content";
    change.lines = std::move(lines);
    change.pack = StoredPack{.digest = head.pack_digest, .id = "cn", .bytes = "pack bytes"};
    change.answer = change.head;
    return change;
  }

  BudgetHead Create(const std::string& agency, int32_t year, std::vector<StoredLine> lines = {}) {
    const BudgetChange change = Creation(Head(agency, year), std::move(lines));
    const ports::Act act = ActBy("张三", "CreateBudget", "create-" + agency + "-" + std::to_string(year));
    EXPECT_THAT(budgets().Write(kRegionScope, change, act), testing::IsOk());
    return change.head;
  }

  // The next change of a head, which touches nothing else.
  static BudgetChange Next(BudgetHead head) {
    ++head.change_number;
    BudgetChange change;
    change.head = head;
    change.answer = head;
    return change;
  }

  std::unique_ptr<Stores> stores_ = GetParam().make();
};

inline auto EveryStore() {
  return ::testing::Values(StoreKind{"Memory", [] { return std::make_unique<MemoryStores>(); }},
                           StoreKind{"Sqlite", [] { return std::make_unique<SqliteStores>(); }});
}

inline std::string StoreName(const ::testing::TestParamInfo<StoreKind>& kind) {
  return kind.param.name;
}

}  // namespace clearbudget::submission
