#include "services/submission/adapters/memory_store.h"

#include <algorithm>

#include "common/errors/error.h"
#include "services/submission/adapters/scoped.h"

namespace clearbudget::submission {
namespace {

absl::Status NotFound(const std::string& name) {
  return errors::Error(errors::Reason::kNotFound, {{"name", name}});
}

template <typename Name>
absl::Status Within(const ports::Scope& scope, const Name& name) {
  return Scoped<Name>::Within(scope, name).status();
}

bool Fits(const ports::Scope& scope, const BudgetHead& head, const BudgetFilter& filter) {
  return scope.Contains(head.name.region, head.name.agency) && LetsThrough(scope, head.state) &&
         (!filter.year || head.name.year == *filter.year) && (!filter.state || head.state == *filter.state) &&
         (!filter.origin || head.origin == *filter.origin);
}

}  // namespace

absl::Status MemoryStore::CompareChange(int64_t stored, int64_t change_number, const std::string& name) {
  if (change_number == 1 && stored != 0)
    return errors::Error(errors::Reason::kAlreadyExists, {{"name", name}});
  if (change_number != stored + 1) return errors::Error(errors::Reason::kEtagMismatch, {{"name", name}});
  return absl::OkStatus();
}

absl::StatusOr<const MemoryStore::StoredBudget*> MemoryStore::FindBudget(
    const ports::Scope& scope, const names::BudgetName& name) const {
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  const auto found = budgets_.find(name);
  if (found == budgets_.end() || !LetsThrough(scope, found->second.head.state)) return nullptr;
  return &found->second;
}

absl::StatusOr<BudgetHead> MemoryStore::FindHead(const ports::Scope& scope, const names::BudgetName& name) {
  const std::lock_guard lock(mutex_);
  const auto budget = FindBudget(scope, name);
  if (!budget.ok()) return budget.status();
  if (*budget == nullptr) return NotFound(name.ToText());
  return (*budget)->head;
}

absl::StatusOr<Draft> MemoryStore::ReadDraft(const ports::Scope& scope, const names::BudgetName& name,
                                             bool with_lines) {
  const std::lock_guard lock(mutex_);
  const auto budget = FindBudget(scope, name);
  if (!budget.ok()) return budget.status();
  if (*budget == nullptr) return NotFound(name.ToText());
  Draft draft{.head = (*budget)->head, .content = (*budget)->content, .lines = {}};
  if (!with_lines) return draft;
  for (const auto& [key, bytes] : (*budget)->lines) draft.lines.push_back({key, bytes});
  return draft;
}

absl::StatusOr<std::vector<StoredLine>> MemoryStore::ReadLines(const ports::Scope& scope,
                                                               const names::BudgetName& name,
                                                               const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
  const auto budget = FindBudget(scope, name);
  if (!budget.ok()) return budget.status();
  std::vector<StoredLine> lines;
  if (*budget == nullptr) return lines;
  const auto& stored = (*budget)->lines;
  for (auto line = stored.upper_bound(after);
       line != stored.end() && static_cast<int64_t>(lines.size()) < limit; ++line) {
    lines.push_back({line->first, line->second});
  }
  return lines;
}

absl::StatusOr<std::vector<StoredLine>> MemoryStore::FindLines(const ports::Scope& scope,
                                                               const names::BudgetName& name,
                                                               const std::vector<std::string>& keys) {
  const std::lock_guard lock(mutex_);
  const auto budget = FindBudget(scope, name);
  if (!budget.ok()) return budget.status();
  std::vector<StoredLine> lines;
  if (*budget == nullptr) return lines;
  for (const auto& [key, bytes] : (*budget)->lines) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) lines.push_back({key, bytes});
  }
  return lines;
}

absl::StatusOr<std::vector<BudgetHead>> MemoryStore::List(const ports::Scope& scope,
                                                          const BudgetFilter& filter,
                                                          const std::optional<names::BudgetName>& after,
                                                          int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<BudgetHead> heads;
  for (const auto& [name, budget] : budgets_) {
    if (static_cast<int64_t>(heads.size()) == limit) break;
    if (Fits(scope, budget.head, filter) && (!after.has_value() || name > *after))
      heads.push_back(budget.head);
  }
  return heads;
}

absl::Status MemoryStore::CompareAndSet(const BudgetChange& change) {
  const names::BudgetName& name = change.head.name;
  const auto found = budgets_.find(name);
  const int64_t stored = found == budgets_.end() ? 0 : found->second.head.change_number;
  absl::Status compared = CompareChange(stored, change.head.change_number, name.ToText());
  if (compared.ok()) budgets_[name].head = change.head;
  return compared;
}

absl::StatusOr<Answer> MemoryStore::Write(const ports::Scope& scope, const BudgetChange& change,
                                          const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, change.head.name); !within.ok()) return within;
  if (change.new_revision.has_value()) {
    if (absl::Status within = Within(scope, change.new_revision->name); !within.ok()) return within;
  }
  for (const RevisionHead& revision : change.decided_revisions) {
    if (absl::Status within = Within(scope, revision.name); !within.ok()) return within;
  }
  absl::StatusOr<std::optional<Answer>> replay = Replay(scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  if (absl::Status set = CompareAndSet(change); !set.ok()) return set;
  StoredBudget& budget = budgets_[change.head.name];
  if (change.content.has_value()) budget.content = *change.content;
  if (change.remove_all_lines) budget.lines.clear();
  for (const std::string& key : change.removals) budget.lines.erase(key);
  for (const StoredLine& line : change.lines) budget.lines.insert_or_assign(line.key, line.bytes);
  if (change.new_revision.has_value()) {
    revisions_[change.new_revision->name] = {*change.new_revision, change.new_parts};
  }
  for (const RevisionHead& revision : change.decided_revisions) revisions_[revision.name].head = revision;
  if (change.pack.has_value()) packs_.emplace(change.pack->digest, *change.pack);
  Log(act, change.head.name.region, change.head.name.ToText(), change.head.change_number, change.legal_date,
      change.effect, change.answer);
  return change.answer;
}

absl::StatusOr<RevisionHead> MemoryStore::FindRevision(const ports::Scope& scope,
                                                       const names::RevisionName& name) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  const auto found = revisions_.find(name);
  if (found == revisions_.end()) return NotFound(name.ToText());
  return found->second.head;
}

absl::StatusOr<std::vector<RevisionHead>> MemoryStore::ListRevisions(const ports::Scope& scope,
                                                                     const names::BudgetName& name,
                                                                     int64_t below, int64_t limit) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  std::vector<RevisionHead> heads;
  for (auto revision = revisions_.rbegin(); revision != revisions_.rend(); ++revision) {
    if (static_cast<int64_t>(heads.size()) == limit) break;
    const bool fits = revision->first.Budget() == name && (below == 0 || revision->first.number < below);
    if (fits) heads.push_back(revision->second.head);
  }
  return heads;
}

absl::StatusOr<std::string> MemoryStore::ReadContent(const ports::Scope& scope,
                                                     const names::RevisionName& name, bool with_lines) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  const auto found = revisions_.find(name);
  if (found == revisions_.end()) return NotFound(name.ToText());
  std::string content;
  for (const ContentPart& part : found->second.parts) {
    if (with_lines || part.line_count == 0) content += part.bytes;
  }
  return content;
}

absl::StatusOr<std::vector<ContentPart>> MemoryStore::ReadParts(const ports::Scope& scope,
                                                                const names::RevisionName& name,
                                                                const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  std::vector<ContentPart> parts;
  const auto found = revisions_.find(name);
  if (found == revisions_.end()) return parts;
  int64_t behind = 0;
  for (const ContentPart& part : found->second.parts) {
    if (part.line_count == 0) continue;
    // A later part that begins at or before the key holds the first line behind it.
    if (part.first_key <= after) {
      parts.clear();
      behind = 0;
    }
    if (!parts.empty() && behind >= limit) break;
    if (!parts.empty()) behind += part.line_count;
    parts.push_back(part);
  }
  return parts;
}

absl::StatusOr<Agency> MemoryStore::FindAgency(const ports::Scope& scope, const names::AgencyName& name) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, name); !within.ok()) return within;
  const auto found = agencies_.find(name);
  if (found == agencies_.end()) return NotFound(name.ToText());
  return found->second;
}

absl::StatusOr<std::vector<Agency>> MemoryStore::ListAgencies(const ports::Scope& scope,
                                                              const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<Agency> agencies;
  for (const auto& [name, agency] : agencies_) {
    if (static_cast<int64_t>(agencies.size()) == limit) break;
    if (scope.Contains(name.region, name.agency) && name.agency > after) agencies.push_back(agency);
  }
  return agencies;
}

absl::StatusOr<std::vector<Agency>> MemoryStore::AllAgencies() {
  const std::lock_guard lock(mutex_);
  std::vector<Agency> agencies;
  for (const auto& [name, agency] : agencies_) agencies.push_back(agency);
  return agencies;
}

absl::StatusOr<Answer> MemoryStore::WriteAgency(const ports::Scope& scope, const Agency& agency,
                                                const ports::Effect& effect, const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  if (absl::Status within = Within(scope, agency.name); !within.ok()) return within;
  absl::StatusOr<std::optional<Answer>> replay = Replay(scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  const auto found = agencies_.find(agency.name);
  const int64_t stored = found == agencies_.end() ? 0 : found->second.change_number;
  absl::Status compared = CompareChange(stored, agency.change_number, agency.name.ToText());
  if (!compared.ok()) return compared;
  agencies_.insert_or_assign(agency.name, agency);
  Log(act, agency.name.region, agency.name.ToText(), agency.change_number, "", effect, agency);
  return Answer(agency);
}

absl::StatusOr<StoredPack> MemoryStore::FindPack(const std::string& digest) {
  const std::lock_guard lock(mutex_);
  const auto found = packs_.find(digest);
  if (found == packs_.end()) return NotFound(digest);
  return found->second;
}

}  // namespace clearbudget::submission
