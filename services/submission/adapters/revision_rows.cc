#include "services/submission/adapters/revision_rows.h"

#include <limits>
#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/checked_blob.h"
#include "services/submission/adapters/hand_text.h"
#include "services/submission/conversion/head_message.h"

namespace clearbudget::submission {
namespace {

// Every statement of this file has the revision's key as its first parameters.
absl::StatusOr<storage::Statement> PrepareFor(storage::SqliteDatabase& database,
                                              const names::RevisionName& name, std::string_view text) {
  absl::StatusOr<storage::Statement> statement = database.Prepare(text);
  if (!statement.ok()) return statement.status();
  statement->BindText(1, name.region)
      .BindText(2, name.agency)
      .BindInt64(3, name.year)
      .BindInt64(4, name.number);
  return statement;
}

// The columns head, head_checksum, editors from the first on.
absl::StatusOr<RevisionHead> HeadOfRow(const storage::Statement& row, const std::string& name) {
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 0, 1, name);
  if (!bytes.ok()) return bytes.status();
  budget::v1::BudgetRevision message;
  std::optional<RevisionHead> head;
  if (message.ParseFromString(*bytes)) head = RevisionFromMessage(message);
  if (!head.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name}});
  std::optional<std::vector<Hand>> editors = HandsFromText(row.Text(2));
  if (!editors.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name}});
  head->editors = *std::move(editors);
  return *std::move(head);
}

absl::StatusOr<ContentPart> PartOfRow(const storage::Statement& row, const std::string& name) {
  absl::StatusOr<std::string> bytes = storage::CheckedBlob(row, 2, 3, name);
  if (!bytes.ok()) return bytes.status();
  return ContentPart{.first_key = row.Text(0), .line_count = row.Int64(1), .bytes = *std::move(bytes)};
}

// The number of the part that holds the first line behind a key, or of the one before it.
absl::StatusOr<int64_t> FirstPart(storage::SqliteDatabase& database, const ScopedRevision& name,
                                  const std::string& after) {
  auto statement = PrepareFor(database, *name,
                              "SELECT MAX(part) FROM revision_parts "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision = ?4 "
                              "AND part > 0 AND first_key <= ?5");
  if (!statement.ok()) return statement.status();
  absl::StatusOr<bool> row = statement->BindText(5, after).Step();
  if (!row.ok()) return row.status();
  return *row && !statement->IsNull(0) ? statement->Int64(0) : 1;
}

}  // namespace

absl::StatusOr<RevisionHead> ReadRevisionHead(storage::SqliteDatabase& database, const ScopedRevision& name) {
  auto statement = PrepareFor(database, *name,
                              "SELECT head, head_checksum, editors FROM revisions "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision = ?4");
  if (!statement.ok()) return statement.status();
  absl::StatusOr<bool> found = statement->Step();
  if (!found.ok()) return found.status();
  if (!*found) return errors::Error(errors::Reason::kNotFound, {{"name", name->ToText()}});
  return HeadOfRow(*statement, name->ToText());
}

absl::StatusOr<std::vector<RevisionHead>> ListRevisionHeads(storage::SqliteDatabase& database,
                                                            const ScopedBudget& name, int64_t below,
                                                            int64_t limit) {
  const int64_t end = below == 0 ? std::numeric_limits<int64_t>::max() : below;
  auto statement = PrepareFor(database, {name->region, name->agency, name->year, end},
                              "SELECT head, head_checksum, editors FROM revisions "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision < ?4 "
                              "ORDER BY revision DESC LIMIT ?5");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(5, limit);
  std::vector<RevisionHead> heads;
  while (true) {
    absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) return heads;
    absl::StatusOr<RevisionHead> head = HeadOfRow(*statement, name->ToText());
    if (!head.ok()) return head.status();
    heads.push_back(*std::move(head));
  }
}

absl::Status InsertRevision(storage::SqliteDatabase& database, const ScopedRevision& name,
                            const RevisionHead& head, const std::vector<ContentPart>& parts) {
  auto revision =
      PrepareFor(database, *name,
                 "INSERT INTO revisions (region, agency, year, revision, head, head_checksum, editors) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!revision.ok()) return revision.status();
  revision->BindText(7, HandsText(head.editors));
  storage::BindCheckedBlob(*revision, 5, 6, ToMessage(head).SerializeAsString());
  if (absl::Status inserted = revision->Run(); !inserted.ok()) return inserted;

  auto statement =
      PrepareFor(database, *name,
                 "INSERT INTO revision_parts (region, agency, year, revision, part, first_key, "
                 "line_count, content, content_checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  if (!statement.ok()) return statement.status();
  int64_t number = 0;
  for (const ContentPart& part : parts) {
    statement->BindInt64(5, number++).BindText(6, part.first_key).BindInt64(7, part.line_count);
    if (absl::Status inserted = storage::BindCheckedBlob(*statement, 8, 9, part.bytes).Run();
        !inserted.ok()) {
      return inserted;
    }
  }
  return absl::OkStatus();
}

absl::Status UpdateRevisionHead(storage::SqliteDatabase& database, const ScopedRevision& name,
                                const RevisionHead& head) {
  auto statement = PrepareFor(database, *name,
                              "UPDATE revisions SET head = ?5, head_checksum = ?6 "
                              "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision = ?4");
  if (!statement.ok()) return statement.status();
  return storage::BindCheckedBlob(*statement, 5, 6, ToMessage(head).SerializeAsString()).Run();
}

absl::StatusOr<std::string> ReadRevisionContent(storage::SqliteDatabase& database, const ScopedRevision& name,
                                                bool with_lines) {
  auto statement =
      PrepareFor(database, *name,
                 "SELECT first_key, line_count, content, content_checksum FROM revision_parts "
                 "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision = ?4 AND part <= ?5 "
                 "ORDER BY part");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(5, with_lines ? std::numeric_limits<int64_t>::max() : 0);
  std::string content;
  for (int64_t count = 0;; ++count) {
    absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row && count == 0) return errors::Error(errors::Reason::kNotFound, {{"name", name->ToText()}});
    if (!*row) return content;
    absl::StatusOr<ContentPart> part = PartOfRow(*statement, name->ToText());
    if (!part.ok()) return part.status();
    content += part->bytes;
  }
}

absl::StatusOr<std::vector<ContentPart>> ReadRevisionParts(storage::SqliteDatabase& database,
                                                           const ScopedRevision& name,
                                                           const std::string& after, int64_t limit) {
  absl::StatusOr<int64_t> first = FirstPart(database, name, after);
  if (!first.ok()) return first.status();
  auto statement =
      PrepareFor(database, *name,
                 "SELECT first_key, line_count, content, content_checksum FROM revision_parts "
                 "WHERE region = ?1 AND agency = ?2 AND year = ?3 AND revision = ?4 AND part >= ?5 "
                 "ORDER BY part");
  if (!statement.ok()) return statement.status();
  statement->BindInt64(5, *first);
  std::vector<ContentPart> parts;
  // Lines of the first part may all stand before the key, so that they do not count.
  for (int64_t behind = 0; behind < limit;) {
    absl::StatusOr<bool> row = statement->Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    absl::StatusOr<ContentPart> part = PartOfRow(*statement, name->ToText());
    if (!part.ok()) return part.status();
    if (!parts.empty()) behind += part->line_count;
    parts.push_back(*std::move(part));
  }
  return parts;
}

}  // namespace clearbudget::submission
