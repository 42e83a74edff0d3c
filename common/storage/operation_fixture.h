// For this module's tests: a database with table `operations` and drafts to fill it with.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/digest/digest.h"
#include "common/storage/migrations.h"
#include "common/storage/operation_log.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {

inline constexpr std::string_view kRegion = "130303";
inline constexpr std::string_view kBudget = "regions/130303/agencies/101/budgets/2020";
inline constexpr std::string_view kOtherBudget = "regions/130303/agencies/102/budgets/2020";

class OperationTest : public StorageTest {
 protected:
  OperationTest() {
    const std::vector<Migration> migrations = {OperationLogMigration(1)};
    EXPECT_TRUE(ApplyMigrations(*database_, migrations).ok());
  }

  static OperationDraft Draft(std::string_view aggregate, std::string_view request_id) {
    OperationDraft draft;
    draft.region = kRegion;
    draft.aggregate = aggregate;
    draft.caller = "finance-platform";
    draft.person = "李某";
    draft.method = "/clearbudget.budget.v1.BudgetService/SubmitBudget";
    draft.request_id = request_id;
    draft.request_hash = digest::Sha256(request_id);
    draft.answer_type = "clearbudget.budget.v1.Revision";
    draft.answer = "answer";
    draft.system_time = 1'580'515'200'000'000;
    return draft;
  }

  Operation Append(const OperationDraft& draft) {
    absl::StatusOr<Operation> operation = AppendOperation(*database_, draft);
    EXPECT_TRUE(operation.ok()) << operation.status();
    return operation.ok() ? *std::move(operation) : Operation();
  }

  std::unique_ptr<SqliteDatabase> database_ = Open();
};

}  // namespace clearbudget::storage
