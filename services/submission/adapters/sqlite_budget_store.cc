#include "services/submission/adapters/sqlite_budget_store.h"

#include <utility>

#include "services/submission/adapters/draft_rows.h"
#include "services/submission/adapters/head_rows.h"
#include "services/submission/adapters/operation_rows.h"
#include "services/submission/adapters/revision_rows.h"

namespace clearbudget::submission {
namespace {

constexpr int64_t kAllLines = -1;

absl::Status ApplyDraft(storage::SqliteDatabase& database, const BudgetChange& change) {
  const names::BudgetName& name = change.head.name;
  if (change.content.has_value()) {
    if (absl::Status status = WriteDraftContent(database, name, *change.content); !status.ok()) return status;
  }
  if (change.remove_all_lines) {
    if (absl::Status status = RemoveAllDraftLines(database, name); !status.ok()) return status;
  }
  if (absl::Status status = RemoveDraftLines(database, name, change.removals); !status.ok()) return status;
  return WriteDraftLines(database, name, change.lines);
}

absl::Status ApplyRevisions(storage::SqliteDatabase& database, const BudgetChange& change) {
  if (change.new_revision.has_value()) {
    absl::Status status = InsertRevision(database, *change.new_revision, change.new_parts);
    if (!status.ok()) return status;
  }
  for (const RevisionHead& revision : change.decided_revisions) {
    if (absl::Status status = UpdateRevisionHead(database, revision); !status.ok()) return status;
  }
  return change.pack.has_value() ? KeepPack(database, *change.pack) : absl::OkStatus();
}

// The whole change in the writer's transaction. The head's compare-and-set comes first, since everything else
// rests on nobody having come between.
absl::StatusOr<Answer> Apply(storage::SqliteDatabase& database, const BudgetChange& change,
                             const ports::Act& act) {
  absl::StatusOr<std::optional<Answer>> replay = FindStoredAnswer(database, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  if (absl::Status status = CompareAndSetHead(database, change.head); !status.ok()) return status;
  if (absl::Status status = ApplyDraft(database, change); !status.ok()) return status;
  if (absl::Status status = ApplyRevisions(database, change); !status.ok()) return status;
  const OperationSubject subject{.region = change.head.name.region,
                                 .aggregate = change.head.name.ToText(),
                                 .change_number = change.head.change_number,
                                 .legal_date = change.legal_date};
  if (absl::Status status = AppendOperation(database, act, subject, change.answer); !status.ok())
    return status;
  return change.answer;
}

}  // namespace

absl::StatusOr<BudgetHead> SqliteBudgetStore::FindHead(const names::BudgetName& name) {
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadHead(database, name); });
}

absl::StatusOr<Draft> SqliteBudgetStore::ReadDraft(const names::BudgetName& name, bool with_lines) {
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<Draft> {
    absl::StatusOr<BudgetHead> head = ReadHead(database, name);
    if (!head.ok()) return head.status();
    absl::StatusOr<std::string> content = ReadDraftContent(database, name);
    if (!content.ok()) return content.status();
    Draft draft{.head = *std::move(head), .content = *std::move(content), .lines = {}};
    if (!with_lines) return draft;
    absl::StatusOr<std::vector<StoredLine>> lines = ReadDraftLines(database, name, "", kAllLines);
    if (!lines.ok()) return lines.status();
    draft.lines = *std::move(lines);
    return draft;
  });
}

absl::StatusOr<std::vector<StoredLine>> SqliteBudgetStore::ReadLines(const names::BudgetName& name,
                                                                     const std::string& after,
                                                                     int64_t limit) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ReadDraftLines(database, name, after, limit); });
}

absl::StatusOr<std::set<std::string>> SqliteBudgetStore::HeldLineKeys(const names::BudgetName& name,
                                                                      const std::vector<std::string>& keys) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return FindLineKeys(database, name, keys); });
}

absl::StatusOr<std::vector<BudgetHead>> SqliteBudgetStore::List(const BudgetFilter& filter,
                                                                const std::optional<names::BudgetName>& after,
                                                                int64_t limit) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ListHeads(database, filter, after, limit); });
}

absl::StatusOr<Answer> SqliteBudgetStore::Write(const BudgetChange& change, const ports::Act& act) {
  return database_.Write([&](storage::SqliteDatabase& database) { return Apply(database, change, act); },
                         act.deadline);
}

}  // namespace clearbudget::submission
