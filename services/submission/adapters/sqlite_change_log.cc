#include "services/submission/adapters/sqlite_change_log.h"

#include <utility>

#include "common/names/resource_name.h"
#include "common/storage/operation_log.h"
#include "services/submission/adapters/operation_rows.h"
#include "services/submission/conversion/answer_message.h"

namespace clearbudget::submission {
namespace {

std::string MethodOf(const std::string& full_name) {
  return full_name.substr(full_name.rfind('/') + 1);
}

LoggedChange ChangeOf(const storage::PositionedOperation& row) {
  const storage::Operation& operation = row.operation;
  LoggedChange change;
  change.position = row.position;
  change.budget = operation.aggregate;
  change.change_number = operation.change_number;
  change.method = MethodOf(operation.method);
  change.subject = operation.caller;
  change.person = operation.person;
  change.request_id = operation.request_id;
  change.revision = RevisionOf({.type = operation.answer_type, .bytes = operation.answer});
  change.legal_date = operation.legal_date.value_or("");
  change.time = operation.system_time;
  return change;
}

}  // namespace

absl::StatusOr<std::optional<Answer>> SqliteChangeLog::FindAnswer(const ports::Act& act) {
  return database_.Read([&](storage::SqliteDatabase& database) { return FindStoredAnswer(database, act); });
}

absl::StatusOr<ChangePage> SqliteChangeLog::ListChanges(const std::string& region, const std::string& agency,
                                                        int64_t position, int64_t limit) {
  // An agency's own record is an aggregate beside its budgets, so that a region's rows hold both.
  const std::string prefix = agency.empty() ? "" : names::AgencyName{region, agency}.ToText() + "/budgets/";
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<ChangePage> {
    ChangePage page;
    page.position = position;
    // Rows of agencies are passed over, so that a page is only short where the log ends.
    while (static_cast<int64_t>(page.changes.size()) < limit) {
      const int64_t wanted = limit - static_cast<int64_t>(page.changes.size());
      auto rows = storage::ListRegionChanges(database, region, prefix, page.position, wanted);
      if (!rows.ok()) return rows.status();
      for (const storage::PositionedOperation& row : *rows) {
        page.position = row.position;
        if (names::ParseBudgetName(row.operation.aggregate).ok()) page.changes.push_back(ChangeOf(row));
      }
      if (static_cast<int64_t>(rows->size()) < wanted) break;
    }
    return page;
  });
}

}  // namespace clearbudget::submission
