#include "common/storage/operation_chain.h"

#include <fmt/format.h>

#include <utility>

#include "common/digest/digest.h"
#include "common/storage/audit_row.h"
#include "common/storage/chain_hash.h"
#include "common/storage/operation_row.h"
#include "common/trail/record.h"

namespace clearbudget::storage {
namespace {

// What the next row of a chain must continue.
struct Link {
  std::int64_t change_number = 0;
  std::string row_hash = trail::ChainStart();
};

// Empty when the row fits behind the one before it.
template <typename Record>
std::string_view FaultOf(digest::Algorithm algorithm, const Record& record, const Link& last) {
  if (record.change_number != last.change_number + 1) return "a change number is missing before this row";
  if (record.previous_hash != last.row_hash) return "the row does not continue the row before it";
  if (record.row_hash != trail::RowHashOf(algorithm, record))
    return "the row's content does not match its hash";
  return {};
}

std::string_view FaultOfAnswer(digest::Algorithm algorithm, const Operation& operation) {
  if (digest::Of(algorithm, operation.answer) == operation.answer_hash) return {};
  return "the row's answer does not match its hash";
}

std::optional<ChainBreak> BreakAt(std::int64_t change_number, std::string_view fault) {
  return ChainBreak{.change_number = change_number, .explanation = std::string(fault)};
}

}  // namespace

absl::StatusOr<std::optional<ChainBreak>> VerifyChain(SqliteDatabase& database, std::string_view region,
                                                      std::string_view aggregate) {
  const absl::StatusOr<digest::Algorithm> algorithm = ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  static const std::string select =
      fmt::format("SELECT {} FROM operations WHERE region = ?1 AND aggregate = ?2 ORDER BY change_number",
                  kOperationColumns);
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindText(2, aggregate);
  Link last;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return std::optional<ChainBreak>();
    Operation operation = ReadOperation(*statement);
    std::string_view fault = FaultOf(*algorithm, operation, last);
    if (fault.empty()) fault = FaultOfAnswer(*algorithm, operation);
    if (!fault.empty()) return BreakAt(operation.change_number, fault);
    last = {.change_number = operation.change_number, .row_hash = std::move(operation.row_hash)};
  }
}

absl::StatusOr<std::optional<ChainBreak>> VerifyAuditChain(SqliteDatabase& database,
                                                           std::string_view region) {
  const absl::StatusOr<digest::Algorithm> algorithm = ChainHashOf(database);
  if (!algorithm.ok()) return algorithm.status();
  static const std::string select =
      fmt::format("SELECT {} FROM audit_events WHERE region = ?1 ORDER BY change_number", kAuditColumns);
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region);
  Link last;
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return std::optional<ChainBreak>();
    absl::StatusOr<trail::AuditRecord> event = ReadAuditEvent(*statement);
    if (!event.ok()) return BreakAt(statement->Int64(1), "the row's kind is none");
    const std::string_view fault = FaultOf(*algorithm, *event, last);
    if (!fault.empty()) return BreakAt(event->change_number, fault);
    last = {.change_number = event->change_number, .row_hash = std::move(event->row_hash)};
  }
}

}  // namespace clearbudget::storage
