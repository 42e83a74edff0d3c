#include "services/submission/adapters/draft_rows.h"

#include <set>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"

namespace clearbudget::submission {
namespace {

// Every statement of this file has the budget's key as its first parameters.
absl::StatusOr<storage::Statement> PrepareFor(storage::SqliteDatabase& database, const ScopedBudget& name,
                                              std::string_view text) {
  absl::StatusOr<storage::Statement> statement = database.Prepare(text);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name->region).BindText(2, name->agency).BindInt64(3, name->year);
  return statement;
}

}  // namespace

absl::StatusOr<std::string> ReadDraftContent(storage::SqliteDatabase& database, const ScopedBudget& name) {
  auto statement = PrepareFor(database, name,
                              "SELECT content, content_checksum FROM draft_contents "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3");
  if (!statement.ok()) return statement.status();
  absl::StatusOr<bool> found = statement->Step();
  if (!found.ok()) return found.status();
  if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", name->ToText()}});
  return storage::CheckedBlob(*statement, 0, 1, name->ToText());
}

absl::Status WriteDraftContent(storage::SqliteDatabase& database, const ScopedBudget& name,
                               const std::string& content) {
  auto statement =
      PrepareFor(database, name,
                 "INSERT INTO draft_contents (region, agency, year, content, content_checksum) "
                 "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (region, agency, year) "
                 "DO UPDATE SET content = excluded.content, content_checksum = excluded.content_checksum");
  if (!statement.ok()) return statement.status();
  return storage::BindCheckedBlob(*statement, 4, 5, content).Run();
}

absl::StatusOr<std::vector<StoredLine>> ReadDraftLines(storage::SqliteDatabase& database,
                                                       const ScopedBudget& name, const std::string& after,
                                                       int64_t limit) {
  auto statement = PrepareFor(database, name,
                              "SELECT line_key, line, line_checksum FROM draft_lines "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND line_key > ?4 "
                              "ORDER BY line_key LIMIT ?5");
  if (!statement.ok()) return statement.status();
  statement->BindText(4, after).BindInt64(5, limit);
  std::vector<StoredLine> lines;
  while (true) {
    absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return lines;
    absl::StatusOr<std::string> bytes = storage::CheckedBlob(*statement, 1, 2, name->ToText());
    if (!bytes.ok()) return bytes.status();
    lines.push_back({.key = statement->Text(0), .bytes = *std::move(bytes)});
  }
}

absl::StatusOr<std::vector<StoredLine>> FindDraftLines(storage::SqliteDatabase& database,
                                                       const ScopedBudget& name,
                                                       const std::vector<std::string>& keys) {
  auto statement = PrepareFor(database, name,
                              "SELECT line, line_checksum FROM draft_lines "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND line_key = ?4");
  if (!statement.ok()) return statement.status();
  std::vector<StoredLine> lines;
  for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) {
    statement->BindText(4, key);
    absl::StatusOr<bool> found = statement->Step();
    if (!found.ok()) return found.status();
    if (!*found) continue;
    absl::StatusOr<std::string> bytes = storage::CheckedBlob(*statement, 0, 1, name->ToText());
    if (!bytes.ok()) return bytes.status();
    lines.push_back({.key = key, .bytes = *std::move(bytes)});
  }
  return lines;
}

absl::Status WriteDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name,
                             const std::vector<StoredLine>& lines) {
  auto statement = PrepareFor(database, name,
                              "INSERT INTO draft_lines (region, agency, year, line_key, line, line_checksum) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (region, agency, year, line_key) "
                              "DO UPDATE SET line = excluded.line, line_checksum = excluded.line_checksum");
  if (!statement.ok()) return statement.status();
  for (const StoredLine& line : lines) {
    statement->BindText(4, line.key);
    if (absl::Status written = storage::BindCheckedBlob(*statement, 5, 6, line.bytes).Run(); !written.ok()) {
      return written;
    }
  }
  return absl::OkStatus();
}

absl::Status RemoveDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name,
                              const std::vector<std::string>& keys) {
  auto statement = PrepareFor(database, name,
                              "DELETE FROM draft_lines "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND line_key = ?4");
  if (!statement.ok()) return statement.status();
  for (const std::string& key : keys) {
    if (absl::Status removed = statement->BindText(4, key).Run(); !removed.ok()) return removed;
  }
  return absl::OkStatus();
}

absl::Status RemoveAllDraftLines(storage::SqliteDatabase& database, const ScopedBudget& name) {
  auto statement =
      PrepareFor(database, name, "DELETE FROM draft_lines WHERE region = ?1 AND agency = ?2 AND year = ?3");
  if (!statement.ok()) return statement.status();
  return statement->Run();
}

absl::Status KeepPack(storage::SqliteDatabase& database, const StoredPack& pack) {
  auto statement = database.Prepare(
      "INSERT INTO packs (digest, id, content, content_checksum) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (digest) DO NOTHING");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, pack.digest).BindText(2, pack.id);
  return storage::BindCheckedBlob(*statement, 3, 4, pack.bytes).Run();
}

absl::StatusOr<StoredPack> ReadPack(storage::SqliteDatabase& database, const std::string& digest) {
  auto statement = database.Prepare("SELECT id, content, content_checksum FROM packs WHERE digest = ?1");
  if (!statement.ok()) return statement.status();
  absl::StatusOr<bool> found = statement->BindText(1, digest).Step();
  if (!found.ok()) return found.status();
  if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", digest}});
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(*statement, 1, 2, digest);
  if (!bytes.ok()) return bytes.status();
  return StoredPack{.digest = digest, .id = statement->Text(0), .bytes = *std::move(bytes)};
}

}  // namespace clearbudget::submission
