#include "services/submission/adapters/memory_store.h"

#include <variant>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

absl::Status NotFound(const std::string& name) {
  return errors::Error(errors::Reason::kNotFound, {{"name", name}});
}

// What a first and what a later change find in the place of `stored`, 0 for nothing.
absl::Status CompareChange(int64_t stored, int64_t change_number, const std::string& name) {
  if (change_number == 1 && stored != 0)
    return errors::Error(errors::Reason::kAlreadyExists, {{"name", name}});
  if (change_number != stored + 1) return errors::Error(errors::Reason::kEtagMismatch, {{"name", name}});
  return absl::OkStatus();
}

bool Fits(const BudgetHead& head, const BudgetFilter& filter) {
  return head.name.region == filter.region && (!filter.agency || head.name.agency == *filter.agency) &&
         (!filter.year || head.name.year == *filter.year) && (!filter.state || head.state == *filter.state) &&
         (!filter.origin || head.origin == *filter.origin);
}

}  // namespace

absl::StatusOr<BudgetHead> MemoryStore::FindHead(const names::BudgetName& name) {
  const std::lock_guard lock(mutex_);
  const auto found = budgets_.find(name);
  if (found == budgets_.end()) return NotFound(name.ToText());
  return found->second.head;
}

absl::StatusOr<Draft> MemoryStore::ReadDraft(const names::BudgetName& name, bool with_lines) {
  const std::lock_guard lock(mutex_);
  const auto found = budgets_.find(name);
  if (found == budgets_.end()) return NotFound(name.ToText());
  Draft draft{.head = found->second.head, .content = found->second.content, .lines = {}};
  if (!with_lines) return draft;
  for (const auto& [key, bytes] : found->second.lines) draft.lines.push_back({key, bytes});
  return draft;
}

absl::StatusOr<std::vector<StoredLine>> MemoryStore::ReadLines(const names::BudgetName& name,
                                                               const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<StoredLine> lines;
  const auto found = budgets_.find(name);
  if (found == budgets_.end()) return lines;
  for (auto line = found->second.lines.upper_bound(after);
       line != found->second.lines.end() && static_cast<int64_t>(lines.size()) < limit; ++line) {
    lines.push_back({line->first, line->second});
  }
  return lines;
}

absl::StatusOr<std::set<std::string>> MemoryStore::HeldLineKeys(const names::BudgetName& name,
                                                                const std::vector<std::string>& keys) {
  const std::lock_guard lock(mutex_);
  std::set<std::string> held;
  const auto found = budgets_.find(name);
  if (found == budgets_.end()) return held;
  for (const std::string& key : keys) {
    if (found->second.lines.contains(key)) held.insert(key);
  }
  return held;
}

absl::StatusOr<std::vector<BudgetHead>> MemoryStore::List(const BudgetFilter& filter,
                                                          const std::optional<names::BudgetName>& after,
                                                          int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<BudgetHead> heads;
  for (const auto& [name, budget] : budgets_) {
    if (static_cast<int64_t>(heads.size()) == limit) break;
    if (Fits(budget.head, filter) && (!after.has_value() || name > *after)) heads.push_back(budget.head);
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

absl::StatusOr<Answer> MemoryStore::Write(const BudgetChange& change, const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::optional<Answer>> replay = Replay(act);
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
      change.answer);
  return change.answer;
}

absl::StatusOr<RevisionHead> MemoryStore::FindRevision(const names::RevisionName& name) {
  const std::lock_guard lock(mutex_);
  const auto found = revisions_.find(name);
  if (found == revisions_.end()) return NotFound(name.ToText());
  return found->second.head;
}

absl::StatusOr<std::vector<RevisionHead>> MemoryStore::ListRevisions(const names::BudgetName& name,
                                                                     int64_t below, int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<RevisionHead> heads;
  for (auto revision = revisions_.rbegin(); revision != revisions_.rend(); ++revision) {
    if (static_cast<int64_t>(heads.size()) == limit) break;
    const bool fits = revision->first.Budget() == name && (below == 0 || revision->first.number < below);
    if (fits) heads.push_back(revision->second.head);
  }
  return heads;
}

absl::StatusOr<std::string> MemoryStore::ReadContent(const names::RevisionName& name, bool with_lines) {
  const std::lock_guard lock(mutex_);
  const auto found = revisions_.find(name);
  if (found == revisions_.end()) return NotFound(name.ToText());
  std::string content;
  for (const ContentPart& part : found->second.parts) {
    if (with_lines || part.line_count == 0) content += part.bytes;
  }
  return content;
}

absl::StatusOr<std::vector<ContentPart>> MemoryStore::ReadParts(const names::RevisionName& name,
                                                                const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
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

absl::StatusOr<Agency> MemoryStore::FindAgency(const names::AgencyName& name) {
  const std::lock_guard lock(mutex_);
  const auto found = agencies_.find(name);
  if (found == agencies_.end()) return NotFound(name.ToText());
  return found->second;
}

absl::StatusOr<std::vector<Agency>> MemoryStore::ListAgencies(const std::string& region,
                                                              const std::string& after, int64_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<Agency> agencies;
  for (auto agency = agencies_.upper_bound({region, after}); agency != agencies_.end(); ++agency) {
    if (agency->first.region != region || static_cast<int64_t>(agencies.size()) == limit) break;
    agencies.push_back(agency->second);
  }
  return agencies;
}

absl::StatusOr<std::vector<Agency>> MemoryStore::AllAgencies() {
  const std::lock_guard lock(mutex_);
  std::vector<Agency> agencies;
  for (const auto& [name, agency] : agencies_) agencies.push_back(agency);
  return agencies;
}

absl::StatusOr<Answer> MemoryStore::WriteAgency(const Agency& agency, const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::optional<Answer>> replay = Replay(act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  const auto found = agencies_.find(agency.name);
  const int64_t stored = found == agencies_.end() ? 0 : found->second.change_number;
  absl::Status compared = CompareChange(stored, agency.change_number, agency.name.ToText());
  if (!compared.ok()) return compared;
  agencies_.insert_or_assign(agency.name, agency);
  Log(act, agency.name.region, agency.name.ToText(), agency.change_number, "", agency);
  return Answer(agency);
}

absl::StatusOr<std::optional<Answer>> MemoryStore::FindAnswer(const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  return Replay(act);
}

absl::StatusOr<std::optional<Answer>> MemoryStore::Replay(const ports::Act& act) const {
  for (const StoredOperation& operation : operations_) {
    const ports::Act& before = operation.act;
    if (before.subject != act.caller.subject || before.method != act.method || before.request_id != act.request_id)
      continue;
    if (before.request_hash != act.request_hash) return errors::Error(errors::Reason::kRequestIdReused);
    return std::optional<Answer>(operation.answer);
  }
  return std::optional<Answer>();
}

void MemoryStore::Log(const ports::Act& act, const std::string& region, const std::string& aggregate,
                      int64_t change_number, const std::string& legal_date, const Answer& answer) {
  LoggedChange change;
  change.position = static_cast<int64_t>(operations_.size()) + 1;
  change.budget = aggregate;
  change.change_number = change_number;
  change.method = act.method.substr(act.method.rfind('/') + 1);
  change.subject = act.caller.subject;
  change.person = act.caller.person;
  change.request_id = act.request_id;
  if (const RevisionHead* revision = std::get_if<RevisionHead>(&answer))
    change.revision = revision->name.ToText();
  change.legal_date = legal_date;
  change.time = act.time;
  operations_.push_back({act, region, aggregate, std::move(change), answer});
}

absl::StatusOr<ChangePage> MemoryStore::ListChanges(const std::string& region, const std::string& agency,
                                                    int64_t position, int64_t limit) {
  const std::lock_guard lock(mutex_);
  ChangePage page;
  page.position = position;
  for (size_t i = static_cast<size_t>(position); i < operations_.size(); ++i) {
    if (static_cast<int64_t>(page.changes.size()) == limit) break;
    const StoredOperation& operation = operations_[i];
    page.position = operation.change.position;
    const auto budget = names::ParseBudgetName(operation.aggregate);
    const bool fits = budget.ok() && budget->region == region && (agency.empty() || budget->agency == agency);
    if (fits) page.changes.push_back(operation.change);
  }
  return page;
}

absl::StatusOr<StoredPack> MemoryStore::FindPack(const std::string& digest) {
  const std::lock_guard lock(mutex_);
  const auto found = packs_.find(digest);
  if (found == packs_.end()) return NotFound(digest);
  return found->second;
}

}  // namespace clearbudget::submission
