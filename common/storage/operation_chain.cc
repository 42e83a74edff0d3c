#include "common/storage/operation_chain.h"

#include <fmt/format.h>

#include <utility>

#include "common/digest/digest.h"
#include "common/storage/operation_row.h"

namespace clearbudget::storage {
namespace {

void AppendAbsent(std::string& bytes) {
  bytes.push_back('\0');
}

void AppendField(std::string& bytes, std::string_view field) {
  bytes.push_back('\1');
  const std::uint64_t length = field.size();
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(length >> shift & 0xff));
  bytes.append(field);
}

// Empty when the row fits behind the one before it.
std::string_view FaultOf(const Operation& operation, std::int64_t expected_number,
                         std::string_view expected_previous) {
  if (operation.change_number != expected_number) return "a change number is missing before this row";
  if (operation.previous_hash != expected_previous) return "the row does not continue the row before it";
  if (operation.row_hash != digest::Sha256(CanonicalOperation(operation))) {
    return "the row's content does not match its hash";
  }
  return {};
}

}  // namespace

std::string CanonicalOperation(const Operation& operation) {
  std::string bytes;
  AppendField(bytes, "clearbudget.operation.v1");
  AppendField(bytes, operation.region);
  AppendField(bytes, operation.aggregate);
  AppendField(bytes, fmt::format("{}", operation.change_number));
  AppendField(bytes, operation.caller);
  AppendField(bytes, operation.person);
  AppendField(bytes, operation.method);
  AppendField(bytes, operation.request_id);
  AppendField(bytes, operation.request_hash);
  AppendField(bytes, operation.answer_type);
  AppendField(bytes, digest::Sha256(operation.answer));
  if (operation.legal_date.has_value()) {
    AppendField(bytes, *operation.legal_date);
  } else {
    AppendAbsent(bytes);
  }
  AppendField(bytes, fmt::format("{}", operation.system_time));
  AppendField(bytes, operation.previous_hash);
  return bytes;
}

std::string ChainStart() {
  return std::string(digest::kDigestBytes, '\0');
}

absl::StatusOr<std::optional<ChainBreak>> VerifyChain(SqliteDatabase& database, std::string_view region,
                                                      std::string_view aggregate) {
  static const std::string select =
      fmt::format("SELECT {} FROM operations WHERE region = ?1 AND aggregate = ?2 ORDER BY change_number",
                  kOperationColumns);
  absl::StatusOr<Statement> statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region).BindText(2, aggregate);

  std::int64_t expected_number = 1;
  std::string expected_previous = ChainStart();
  while (true) {
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return std::optional<ChainBreak>();
    Operation operation = ReadOperation(*statement);
    const std::string_view fault = FaultOf(operation, expected_number, expected_previous);
    if (!fault.empty()) {
      return ChainBreak{.change_number = operation.change_number, .explanation = std::string(fault)};
    }
    ++expected_number;
    expected_previous = std::move(operation.row_hash);
  }
}

}  // namespace clearbudget::storage
