// For this module's tests: a database with the tables of the trail and drafts to fill them with.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/digest/digest.h"
#include "common/storage/audit_log.h"
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
    draft.agency = "regions/130303/agencies/101";
    draft.roles = "unit_preparer";
    draft.client_address = "10.0.0.7";
    draft.method = "/clearbudget.budget.v1.BudgetService/SubmitBudget";
    draft.resource = aggregate;
    draft.request_id = request_id;
    draft.request_hash = digest::Sha256(request_id);
    draft.answer_type = "clearbudget.budget.v1.Revision";
    draft.answer = "answer";
    draft.effect = R"([1,["state","DRAFT","SUBMITTED"]])";
    draft.system_time = 1'580'515'200'000'000;
    return draft;
  }

  static trail::AuditContent Refusal(std::string_view request_id) {
    trail::AuditContent content;
    content.region = kRegion;
    content.kind = trail::AuditKind::kRefusal;
    content.caller = "finance-platform";
    content.person = "李某";
    content.method = "/clearbudget.budget.v1.BudgetService/ApproveBudget";
    content.resource = kBudget;
    content.request_id = request_id;
    content.code = "PERMISSION_DENIED";
    content.reason = "PERMISSION_DENIED";
    content.first_time = 1'580'515'200'000'000;
    content.last_time = 1'580'515'200'000'000;
    return content;
  }

  Operation Append(const OperationDraft& draft) {
    absl::StatusOr<Operation> operation = AppendOperation(*database_, draft);
    EXPECT_TRUE(operation.ok()) << operation.status();
    return operation.ok() ? *std::move(operation) : Operation();
  }

  trail::AuditRecord Append(const trail::AuditContent& content) {
    absl::StatusOr<trail::AuditRecord> record = AppendAuditEvent(*database_, content);
    EXPECT_TRUE(record.ok()) << record.status();
    return record.ok() ? *std::move(record) : trail::AuditRecord();
  }

  std::unique_ptr<SqliteDatabase> database_ = Open();
};

}  // namespace clearbudget::storage
