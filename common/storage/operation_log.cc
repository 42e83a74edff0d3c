#include "common/storage/operation_log.h"

#include <fmt/format.h>

#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/storage/audit_row.h"
#include "common/storage/chain_hash.h"
#include "common/storage/key_text.h"
#include "common/storage/operation_row.h"
#include "common/storage/store_position.h"

namespace clearbudget::storage {
namespace {

// Region stands first in every key but one: a request_id belongs to its caller in all regions.
// `store_position` is kept by us, not by SQLite's rowid, which VACUUM may change.
constexpr std::string_view kCreateTable =
    "CREATE TABLE operations ("
    "region TEXT NOT NULL, aggregate TEXT NOT NULL, change_number BIGINT NOT NULL, "
    "caller TEXT NOT NULL, person TEXT NOT NULL, agency TEXT NOT NULL, roles TEXT NOT NULL, "
    "delegator TEXT NOT NULL, delegation TEXT NOT NULL, client_address TEXT NOT NULL, "
    "method TEXT NOT NULL, resource TEXT NOT NULL, request_id TEXT NOT NULL, request_hash BYTEA NOT NULL, "
    "answer_type TEXT NOT NULL, answer BYTEA NOT NULL, answer_hash BYTEA NOT NULL, "
    "legal_date TEXT, system_time BIGINT NOT NULL, effect TEXT NOT NULL, "
    "previous_hash BYTEA NOT NULL, row_hash BYTEA NOT NULL, store_position BIGINT NOT NULL, "
    "PRIMARY KEY (region, aggregate, change_number), "
    "UNIQUE (region, store_position), UNIQUE (caller, delegation, method, request_id))";

absl::Status CheckDraft(const OperationDraft& draft) {
  std::string_view fault;
  if (!IsKeyText(draft.region)) fault = "the region is not a key";
  if (!IsKeyText(draft.aggregate)) fault = "the aggregate is not a key";
  if (draft.caller.empty()) fault = "the caller is missing";
  if (draft.method.empty()) fault = "the method is missing";
  if (draft.request_id.empty()) fault = "the request_id is missing";
  if (draft.request_hash.size() != digest::kDigestBytes) fault = "the request hash is not 32 bytes long";
  if (draft.answer_type.empty()) fault = "the answer's type is missing";
  if (draft.answer.size() > kLargestAnswerBytes) fault = "the answer is larger than 64 KiB";
  if (draft.effect.size() > kLargestEffectBytes) fault = "the effect is larger than 64 KiB";
  if (fault.empty()) return absl::OkStatus();
  return absl::InternalError(fmt::format("operation of {}: {}", draft.method, fault));
}

// Sets the change number and the previous hash.
absl::Status ContinueChain(SqliteDatabase& database, Operation& operation) {
  absl::StatusOr<Statement> last = database.Prepare(
      "SELECT change_number, row_hash FROM operations WHERE region = ?1 AND aggregate = ?2 "
      "ORDER BY change_number DESC LIMIT 1");
  if (!last.ok()) return last.status();
  const absl::StatusOr<bool> row =
      last->BindText(1, operation.region).BindText(2, operation.aggregate).Step();
  if (!row.ok()) return row.status();
  const absl::StatusOr<std::int64_t> number = NumberAfter(*row ? last->Int64(0) : 0, operation.aggregate);
  if (!number.ok()) return number.status();
  operation.change_number = *number;
  operation.previous_hash = *row ? last->Blob(1) : trail::ChainStart();
  return absl::OkStatus();
}

std::string Select(std::string_view more_columns, std::string_view rest) {
  return fmt::format("SELECT {}{} FROM operations {}", kOperationColumns, more_columns, rest);
}

absl::Status CheckLimit(std::int64_t limit) {
  return limit >= 1 ? absl::OkStatus() : absl::InternalError("the limit of a list of changes is at least 1");
}

}  // namespace

Migration OperationLogMigration(std::int64_t number) {
  return {.number = number,
          .name = "operations and audit events",
          .kind = MigrationKind::kSchema,
          .statements = {std::string(kCreateTable), std::string(kCreateAuditTable),
                         std::string(kCreateChainHashTable)}};
}

absl::StatusOr<Operation> AppendOperation(SqliteDatabase& database, OperationDraft draft) {
  if (absl::Status status = CheckDraft(draft); !status.ok()) return status;
  const absl::StatusOr<digest::Algorithm> algorithm = ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  Operation operation;
  static_cast<trail::OperationContent&>(operation) = static_cast<trail::OperationContent&&>(draft);
  operation.answer = std::move(draft.answer);
  operation.answer_hash = digest::Of(*algorithm, operation.answer);
  if (absl::Status status = ContinueChain(database, operation); !status.ok()) return status;
  operation.row_hash = trail::RowHashOf(*algorithm, operation);
  const absl::StatusOr<std::int64_t> position = NextPosition(database, operation.region);
  if (!position.ok()) return position.status();

  static const std::string insert = InsertInto("operations", kOperationColumns, kOperationColumnCount);
  absl::StatusOr<Statement> statement = database.Prepare(insert);
  if (!statement.ok()) return statement.status();
  BindOperation(*statement, operation);
  const absl::Status status = statement->BindInt64(kOperationColumnCount + 1, *position).Run();
  if (absl::IsAlreadyExists(status)) {
    return errors::WithReason(
        absl::AbortedError("another operation was recorded meanwhile; repeat the request"),
        errors::Reason::kOperationConflict);
  }
  if (!status.ok()) return status;
  return operation;
}

RequestKey KeyOf(const trail::OperationContent& operation) {
  return {.caller = operation.caller,
          .delegation = operation.delegation,
          .method = operation.method,
          .request_id = operation.request_id,
          .person = operation.person};
}

absl::StatusOr<std::optional<Operation>> FindOperation(SqliteDatabase& database, const RequestKey& key) {
  static const std::string select =
      Select("", "WHERE caller = ?1 AND delegation = ?2 AND method = ?3 AND request_id = ?4");
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, key.caller)
      .BindText(2, key.delegation)
      .BindText(3, key.method)
      .BindText(4, key.request_id);
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  std::optional<Operation> found;
  if (*row) found = ReadOperation(*statement);
  return found;
}

absl::StatusOr<std::optional<Operation>> FindReplay(SqliteDatabase& database, const RequestKey& key,
                                                    std::string_view request_hash) {
  absl::StatusOr<std::optional<Operation>> found = FindOperation(database, key);
  if (!found.ok() || !found->has_value()) return found;
  if ((*found)->request_hash == request_hash && (*found)->person == key.person) return found;
  return errors::WithReason(absl::AlreadyExistsError(fmt::format(
                                "request_id \"{}\" has been used for another request", key.request_id)),
                            errors::Reason::kRequestIdReused);
}

absl::StatusOr<std::vector<Operation>> ListChanges(SqliteDatabase& database, std::string_view region,
                                                   std::string_view aggregate,
                                                   std::int64_t after_change_number, std::int64_t limit) {
  if (absl::Status status = CheckLimit(limit); !status.ok()) return status;
  static const std::string select = Select(
      "", "WHERE region = ?1 AND aggregate = ?2 AND change_number > ?3 ORDER BY change_number LIMIT ?4");
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindText(2, aggregate).BindInt64(3, after_change_number).BindInt64(4, limit);
  std::vector<Operation> changes;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return changes;
    changes.push_back(ReadOperation(*statement));
  }
}

absl::StatusOr<std::vector<PositionedOperation>> ListRegionChanges(SqliteDatabase& database,
                                                                   std::string_view region,
                                                                   std::string_view aggregate_prefix,
                                                                   std::int64_t after_position,
                                                                   std::int64_t limit) {
  if (absl::Status status = CheckLimit(limit); !status.ok()) return status;
  static const std::string select =
      Select(", store_position",
             "WHERE region = ?1 AND store_position > ?2 AND aggregate >= ?3 AND aggregate < ?4 "
             "ORDER BY store_position LIMIT ?5");
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  // No aggregate's name has a byte as great as 0x7f, so this is the end of the prefix's range.
  const std::string end = std::string(aggregate_prefix) + '\x7f';
  statement->BindText(1, region)
      .BindInt64(2, after_position)
      .BindText(3, aggregate_prefix)
      .BindText(4, end)
      .BindInt64(5, limit);
  std::vector<PositionedOperation> changes;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return changes;
    changes.push_back(
        {.position = statement->Int64(kOperationColumnCount), .operation = ReadOperation(*statement)});
  }
}

}  // namespace clearbudget::storage
