#include "services/submission/adapters/sqlite_budget_store.h"

#include <utility>

#include "services/submission/adapters/draft_rows.h"
#include "services/submission/adapters/head_rows.h"
#include "services/submission/adapters/operation_rows.h"
#include "services/submission/adapters/revision_rows.h"

namespace clearbudget::submission {
namespace {

constexpr int64_t kAllLines = -1;

absl::Status ApplyDraft(storage::SqliteDatabase& database, const ScopedBudget& name,
                        const BudgetChange& change) {
  if (change.content.has_value()) {
    if (absl::Status status = WriteDraftContent(database, name, *change.content); !status.ok()) return status;
  }
  if (change.remove_all_lines) {
    if (absl::Status status = RemoveAllDraftLines(database, name); !status.ok()) return status;
  }
  if (absl::Status status = RemoveDraftLines(database, name, change.removals); !status.ok()) return status;
  return WriteDraftLines(database, name, change.lines);
}

absl::Status ApplyRevisions(storage::SqliteDatabase& database, const ports::Scope& scope,
                            const BudgetChange& change) {
  if (const std::optional<RevisionHead>& revision = change.new_revision) {
    absl::StatusOr<ScopedRevision> name = ScopedRevision::Within(scope, revision->name);
    if (!name.ok()) return name.status();
    absl::Status status = InsertRevision(database, *name, *revision, change.new_parts);
    if (!status.ok()) return status;
  }
  for (const RevisionHead& revision : change.decided_revisions) {
    absl::StatusOr<ScopedRevision> name = ScopedRevision::Within(scope, revision.name);
    if (!name.ok()) return name.status();
    if (absl::Status status = UpdateRevisionHead(database, *name, revision); !status.ok()) return status;
  }
  return change.pack.has_value() ? KeepPack(database, *change.pack) : absl::OkStatus();
}

// Who decides names the revision, who writes or submits the budget.
std::string ResourceOf(const BudgetChange& change) {
  return change.decided_revisions.empty() ? change.head.name.ToText()
                                          : change.decided_revisions.front().name.ToText();
}

// The whole change in the writer's transaction. The head's compare-and-set comes first, since everything else
// rests on nobody having come between.
absl::StatusOr<Answer> Apply(storage::SqliteDatabase& database, const ScopedBudget& name,
                             const BudgetChange& change, const ports::Act& act) {
  absl::StatusOr<std::optional<Answer>> replay = FindStoredAnswer(database, name.scope(), act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  if (absl::Status status = CompareAndSetHead(database, name, change.head); !status.ok()) return status;
  if (absl::Status status = ApplyDraft(database, name, change); !status.ok()) return status;
  if (absl::Status status = ApplyRevisions(database, name.scope(), change); !status.ok()) return status;
  const OperationSubject subject{.region = name->region,
                                 .aggregate = name->ToText(),
                                 .resource = ResourceOf(change),
                                 .change_number = change.head.change_number,
                                 .legal_date = change.legal_date,
                                 .effect = change.effect};
  if (absl::Status status = AppendOperation(database, act, subject, change.answer); !status.ok())
    return status;
  return change.answer;
}

}  // namespace

absl::StatusOr<BudgetHead> SqliteBudgetStore::FindHead(const ports::Scope& scope,
                                                       const names::BudgetName& name) {
  absl::StatusOr<ScopedBudget> scoped = ScopedBudget::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadHead(database, *scoped); });
}

absl::StatusOr<Draft> SqliteBudgetStore::ReadDraft(const ports::Scope& scope, const names::BudgetName& name,
                                                   bool with_lines) {
  absl::StatusOr<ScopedBudget> scoped = ScopedBudget::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<Draft> {
    absl::StatusOr<BudgetHead> head = ReadHead(database, *scoped);
    if (!head.ok()) return head.status();
    absl::StatusOr<std::string> content = ReadDraftContent(database, *scoped);
    if (!content.ok()) return content.status();
    Draft draft{.head = *std::move(head), .content = *std::move(content), .lines = {}};
    if (!with_lines) return draft;
    absl::StatusOr<std::vector<StoredLine>> lines = ReadDraftLines(database, *scoped, "", kAllLines);
    if (!lines.ok()) return lines.status();
    draft.lines = *std::move(lines);
    return draft;
  });
}

// Lines carry no state, so that their budget is read beside them where only some states may be seen.
template <typename ReadThem>
absl::StatusOr<std::vector<StoredLine>> SqliteBudgetStore::LinesWithin(const ports::Scope& scope,
                                                                       const names::BudgetName& name,
                                                                       ReadThem read_them) {
  absl::StatusOr<ScopedBudget> scoped = ScopedBudget::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read([&](storage::SqliteDatabase& database) -> absl::StatusOr<std::vector<StoredLine>> {
    if (!scope.states().empty()) {
      absl::StatusOr<BudgetHead> head = ReadHead(database, *scoped);
      if (absl::IsNotFound(head.status())) return std::vector<StoredLine>();
      if (!head.ok()) return head.status();
    }
    return read_them(database, *scoped);
  });
}

absl::StatusOr<std::vector<StoredLine>> SqliteBudgetStore::ReadLines(const ports::Scope& scope,
                                                                     const names::BudgetName& name,
                                                                     const std::string& after,
                                                                     int64_t limit) {
  return LinesWithin(scope, name, [&](storage::SqliteDatabase& database, const ScopedBudget& scoped) {
    return ReadDraftLines(database, scoped, after, limit);
  });
}

absl::StatusOr<std::vector<StoredLine>> SqliteBudgetStore::FindLines(const ports::Scope& scope,
                                                                     const names::BudgetName& name,
                                                                     const std::vector<std::string>& keys) {
  return LinesWithin(scope, name, [&](storage::SqliteDatabase& database, const ScopedBudget& scoped) {
    return FindDraftLines(database, scoped, keys);
  });
}

absl::StatusOr<std::vector<BudgetHead>> SqliteBudgetStore::List(const ports::Scope& scope,
                                                                const BudgetFilter& filter,
                                                                const std::optional<names::BudgetName>& after,
                                                                int64_t limit) {
  return database_.Read(
      [&](storage::SqliteDatabase& database) { return ListHeads(database, scope, filter, after, limit); });
}

absl::StatusOr<Answer> SqliteBudgetStore::Write(const ports::Scope& scope, const BudgetChange& change,
                                                const ports::Act& act) {
  absl::StatusOr<ScopedBudget> name = ScopedBudget::Within(scope, change.head.name);
  if (!name.ok()) return name.status();
  return database_.Write(
      [&](storage::SqliteDatabase& database) { return Apply(database, *name, change, act); }, act.deadline);
}

}  // namespace clearbudget::submission
