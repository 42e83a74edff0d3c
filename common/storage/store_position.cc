#include "common/storage/store_position.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/errors/error.h"
#include "common/trail/record.h"

namespace clearbudget::storage {

absl::StatusOr<std::int64_t> NumberAfter(std::int64_t last, std::string_view name) {
  if (last < trail::kLargestCount) return last + 1;
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", std::string(name)}});
}

absl::StatusOr<std::int64_t> NextPosition(SqliteDatabase& database, std::string_view region) {
  constexpr std::array<std::string_view, 2> kLast = {
      "SELECT COALESCE(MAX(store_position), 0) FROM operations WHERE region = ?1",
      "SELECT COALESCE(MAX(store_position), 0) FROM audit_events WHERE region = ?1"};
  std::int64_t last = 0;
  for (const std::string_view select : kLast) {
    absl::StatusOr<Statement> statement = database.Prepare(select);
    if (!statement.ok()) return statement.status();
    const absl::StatusOr<bool> row = statement->BindText(1, region).Step();
    if (!row.ok()) return row.status();
    last = std::max(last, statement->Int64(0));
  }
  return NumberAfter(last, region);
}

std::string InsertInto(std::string_view table, std::string_view columns, int column_count) {
  std::string values;
  for (int parameter = 1; parameter <= column_count + 1; ++parameter) {
    values += fmt::format("{}?{}", parameter == 1 ? "" : ", ", parameter);
  }
  return fmt::format("INSERT INTO {} ({}, store_position) VALUES ({})", table, columns, values);
}

}  // namespace clearbudget::storage
