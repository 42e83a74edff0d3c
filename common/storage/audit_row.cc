#include "common/storage/audit_row.h"

#include <fmt/format.h>

#include <optional>

#include "common/errors/error.h"
#include "common/storage/actor_row.h"

namespace clearbudget::storage {

absl::StatusOr<trail::AuditRecord> ReadAuditEvent(const Statement& statement) {
  trail::AuditRecord record;
  record.region = statement.Text(0);
  record.change_number = statement.Int64(1);
  const std::optional<trail::AuditKind> kind = trail::AuditKindNamed(statement.Text(2));
  if (!kind.has_value()) {
    return errors::Error(
        errors::Reason::kChecksumMismatch,
        {{"name", fmt::format("{} {}", trail::AuditAggregate(record.region), record.change_number)}});
  }
  record.kind = *kind;
  ReadActor(statement, 3, record);
  record.method = statement.Text(10);
  record.resource = statement.Text(11);
  record.request_id = statement.Text(12);
  record.code = statement.Text(13);
  record.reason = statement.Text(14);
  record.count = statement.Int64(15);
  record.first_time = statement.Int64(16);
  record.last_time = statement.Int64(17);
  record.previous_hash = statement.Blob(18);
  record.row_hash = statement.Blob(19);
  return record;
}

void BindAuditEvent(Statement& statement, const trail::AuditRecord& record) {
  statement.BindText(1, record.region)
      .BindInt64(2, record.change_number)
      .BindText(3, trail::AuditKindName(record.kind));
  BindActor(statement, 4, record);
  statement.BindText(11, record.method)
      .BindText(12, record.resource)
      .BindText(13, record.request_id)
      .BindText(14, record.code)
      .BindText(15, record.reason)
      .BindInt64(16, record.count)
      .BindInt64(17, record.first_time)
      .BindInt64(18, record.last_time)
      .BindBlob(19, record.previous_hash)
      .BindBlob(20, record.row_hash);
}

}  // namespace clearbudget::storage
