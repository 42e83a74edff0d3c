#include "common/storage/chain_hash.h"

#include <array>
#include <optional>
#include <string>

#include "common/errors/error.h"

namespace clearbudget::storage {
namespace {

// Absent for a store in which none was fixed.
absl::StatusOr<std::optional<digest::Algorithm>> FixedHashOf(SqliteDatabase& database) {
  absl::StatusOr<Statement> statement =
      database.Prepare("SELECT algorithm FROM chain_hash WHERE setting = 'rows'");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<digest::Algorithm>();
  const std::optional<digest::Algorithm> algorithm = digest::AlgorithmNamed(statement->Text(0));
  if (algorithm.has_value()) return algorithm;
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", "chain_hash"}});
}

absl::StatusOr<bool> HasRows(SqliteDatabase& database) {
  constexpr std::array<std::string_view, 2> kFirst = {"SELECT 1 FROM operations LIMIT 1",
                                                      "SELECT 1 FROM audit_events LIMIT 1"};
  for (const std::string_view select : kFirst) {
    absl::StatusOr<Statement> statement = database.Prepare(select);
    if (!statement.ok()) return statement.status();
    const absl::StatusOr<bool> row = statement->Step();
    if (!row.ok() || *row) return row;
  }
  return false;
}

}  // namespace

absl::StatusOr<digest::Algorithm> ChainHashOf(SqliteDatabase& database) {
  const absl::StatusOr<std::optional<digest::Algorithm>> fixed = FixedHashOf(database);
  if (!fixed.ok()) return fixed.status();
  return fixed->value_or(digest::Algorithm::kSha256);
}

absl::Status FixChainHash(SqliteDatabase& database, digest::Algorithm wanted) {
  const absl::StatusOr<std::optional<digest::Algorithm>> fixed = FixedHashOf(database);
  if (!fixed.ok()) return fixed.status();
  const absl::StatusOr<bool> has_rows = HasRows(database);
  if (!has_rows.ok()) return has_rows.status();
  const digest::Algorithm stored = fixed->value_or(*has_rows ? digest::Algorithm::kSha256 : wanted);
  if (stored != wanted) {
    return errors::Error(errors::Reason::kTrailHashFixed, {{"stored", std::string(digest::NameOf(stored))},
                                                           {"wanted", std::string(digest::NameOf(wanted))}});
  }
  if (fixed->has_value()) return absl::OkStatus();
  absl::StatusOr<Statement> insert =
      database.Prepare("INSERT INTO chain_hash (setting, algorithm) VALUES ('rows', ?1)");
  if (!insert.ok()) return insert.status();
  return insert->BindText(1, digest::NameOf(wanted)).Run();
}

}  // namespace clearbudget::storage
