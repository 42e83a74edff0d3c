#include "services/submission/adapters/sqlite_change_log.h"

#include <algorithm>
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

// What of the feed a scope shows. An agency's own record is an aggregate beside its budgets, and not part of
// the feed.
bool Shows(const ports::Scope& scope, const LoggedChange& change) {
  return names::ParseBudgetName(change.budget).ok() && (scope.states().empty() || !change.revision.empty());
}

// Rows are read so many at a time, since most of a stretch may be left out.
constexpr int64_t kLeastRows = 128;

}  // namespace

absl::StatusOr<std::optional<Answer>> SqliteChangeLog::FindAnswer(const ports::Scope& scope,
                                                                  const ports::Act& act) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return FindStoredAnswer(database, scope, act); });
}

absl::StatusOr<ChangePage> SqliteChangeLog::ListChanges(const ports::Scope& scope, int64_t position,
                                                        int64_t limit) {
  const std::string prefix = scope.agency().has_value()
                                 ? names::AgencyName{scope.region(), *scope.agency()}.ToText() + "/budgets/"
                                 : "";
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<ChangePage> {
    ChangePage page;
    page.position = position;
    const int64_t wanted = std::max(limit, kLeastRows);
    while (true) {
      auto rows = storage::ListRegionChanges(database, scope.region(), prefix, page.position, wanted);
      if (!rows.ok()) return rows.status();
      for (const storage::PositionedOperation& row : *rows) {
        page.position = row.position;
        LoggedChange change = ChangeOf(row);
        if (!Shows(scope, change)) continue;
        page.changes.push_back(std::move(change));
        if (static_cast<int64_t>(page.changes.size()) == limit) return page;
      }
      if (static_cast<int64_t>(rows->size()) < wanted) return page;
    }
  });
}

}  // namespace clearbudget::submission
