#include "common/storage/audit_log.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/errors/error.h"
#include "common/storage/audit_row.h"
#include "common/storage/chain_hash.h"
#include "common/storage/key_text.h"
#include "common/storage/store_position.h"

namespace clearbudget::storage {
namespace {

absl::Status CheckContent(const trail::AuditContent& content) {
  std::string_view fault;
  if (!IsKeyText(content.region)) fault = "the region is not a key";
  if (content.method.empty()) fault = "the method is missing";
  if (content.count < 1) fault = "it stands for none";
  if (content.last_time < content.first_time) fault = "it ends before it begins";
  const bool refused = content.kind == trail::AuditKind::kRefusal;
  if (refused == content.code.empty()) fault = "refusals have a code, and nothing else has one";
  if (fault.empty()) return absl::OkStatus();
  return absl::InternalError(fmt::format("audit event of {}: {}", content.method, fault));
}

// Sets the change number and the previous hash.
absl::Status ContinueChain(SqliteDatabase& database, trail::AuditRecord& record) {
  absl::StatusOr<Statement> last = database.Prepare(
      "SELECT change_number, row_hash FROM audit_events WHERE region = ?1 ORDER BY change_number DESC LIMIT "
      "1");
  if (!last.ok()) return last.status();
  const absl::StatusOr<bool> row = last->BindText(1, record.region).Step();
  if (!row.ok()) return row.status();
  const absl::StatusOr<std::int64_t> number = NumberAfter(*row ? last->Int64(0) : 0, record.region);
  if (!number.ok()) return number.status();
  record.change_number = *number;
  record.previous_hash = *row ? last->Blob(1) : trail::ChainStart();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<trail::AuditRecord> AppendAuditEvent(SqliteDatabase& database, trail::AuditContent content) {
  if (absl::Status status = CheckContent(content); !status.ok()) return status;
  const absl::StatusOr<digest::Algorithm> algorithm = ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  trail::AuditRecord record;
  static_cast<trail::AuditContent&>(record) = std::move(content);
  if (absl::Status status = ContinueChain(database, record); !status.ok()) return status;
  record.row_hash = trail::RowHashOf(*algorithm, record);
  const absl::StatusOr<std::int64_t> position = NextPosition(database, record.region);
  if (!position.ok()) return position.status();

  static const std::string insert = InsertInto("audit_events", kAuditColumns, kAuditColumnCount);
  absl::StatusOr<Statement> statement = database.Prepare(insert);
  if (!statement.ok()) return statement.status();
  BindAuditEvent(*statement, record);
  const absl::Status status = statement->BindInt64(kAuditColumnCount + 1, *position).Run();
  if (absl::IsAlreadyExists(status)) return errors::Error(errors::Reason::kOperationConflict);
  if (!status.ok()) return status;
  return record;
}

absl::StatusOr<std::vector<trail::AuditRecord>> ListAuditEvents(SqliteDatabase& database,
                                                                std::string_view region,
                                                                std::int64_t after_change_number,
                                                                std::int64_t limit) {
  if (limit < 1) return absl::InternalError("the limit of a list of audit events is at least 1");
  static const std::string select = fmt::format(
      "SELECT {} FROM audit_events WHERE region = ?1 AND change_number > ?2 ORDER BY change_number LIMIT ?3",
      kAuditColumns);
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindInt64(2, after_change_number).BindInt64(3, limit);
  std::vector<trail::AuditRecord> events;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return events;
    absl::StatusOr<trail::AuditRecord> event = ReadAuditEvent(*statement);
    if (!event.ok()) return event.status();
    events.push_back(*std::move(event));
  }
}

}  // namespace clearbudget::storage
