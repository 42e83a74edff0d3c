#include <utility>
#include <variant>

#include "common/errors/error.h"
#include "common/names/resource_name.h"
#include "services/submission/adapters/memory_store.h"
#include "services/submission/adapters/scoped.h"

// What the store in memory has for table `operations`.
namespace clearbudget::submission {

absl::StatusOr<std::optional<Answer>> MemoryStore::FindAnswer(const ports::Scope& scope,
                                                              const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  return Replay(scope, act);
}

absl::StatusOr<std::optional<Answer>> MemoryStore::Replay(const ports::Scope& scope,
                                                          const ports::Act& act) const {
  for (const StoredOperation& operation : operations_) {
    const ports::Act& before = operation.act;
    if (before.caller.subject != act.caller.subject || before.caller.delegation != act.caller.delegation ||
        before.method != act.method || before.request_id != act.request_id) {
      continue;
    }
    if (before.request_hash != act.request_hash || before.caller.person != act.caller.person)
      return errors::Error(errors::Reason::kRequestIdReused);
    if (!IsWithin(scope, operation.region, operation.aggregate)) return OutsideOfScope(operation.aggregate);
    return std::optional<Answer>(operation.answer);
  }
  return std::optional<Answer>();
}

void MemoryStore::Log(const ports::Act& act, const std::string& region, const std::string& aggregate,
                      int64_t change_number, const std::string& legal_date, const ports::Effect& effect,
                      const Answer& answer) {
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
  operations_.push_back({act, region, aggregate, std::move(change), effect, answer});
}

absl::StatusOr<ChangePage> MemoryStore::ListChanges(const ports::Scope& scope, int64_t position,
                                                    int64_t limit) {
  const std::lock_guard lock(mutex_);
  ChangePage page;
  page.position = position;
  for (size_t i = static_cast<size_t>(position); i < operations_.size(); ++i) {
    if (static_cast<int64_t>(page.changes.size()) == limit) break;
    const StoredOperation& operation = operations_[i];
    page.position = operation.change.position;
    const auto budget = names::ParseBudgetName(operation.aggregate);
    const bool shown = scope.states().empty() || !operation.change.revision.empty();
    if (shown && budget.ok() && scope.Contains(budget->region, budget->agency)) {
      page.changes.push_back(operation.change);
    }
  }
  return page;
}

const ports::Effect& MemoryStore::LastEffect() const {
  return operations_.back().effect;
}

}  // namespace clearbudget::submission
