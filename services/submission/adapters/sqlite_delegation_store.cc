#include "services/submission/adapters/sqlite_delegation_store.h"

#include "services/submission/adapters/delegation_rows.h"
#include "services/submission/adapters/operation_rows.h"

namespace clearbudget::submission {
namespace {

absl::StatusOr<Answer> Apply(storage::SqliteDatabase& database, const ScopedDelegation& name,
                             const Delegation& delegation, const ports::Effect& effect,
                             const ports::Act& act) {
  absl::StatusOr<std::optional<Answer>> replay = FindStoredAnswer(database, name.scope(), act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  if (absl::Status set = CompareAndSetDelegation(database, name, delegation); !set.ok()) return set;
  const OperationSubject subject{.region = name->region,
                                 .aggregate = name->ToText(),
                                 .resource = name->ToText(),
                                 .change_number = delegation.change_number,
                                 .legal_date = {},
                                 .effect = effect};
  if (absl::Status status = AppendOperation(database, act, subject, delegation); !status.ok()) return status;
  return Answer(delegation);
}

}  // namespace

absl::StatusOr<Delegation> SqliteDelegationStore::FindDelegation(const ports::Scope& scope,
                                                                 const names::DelegationName& name) {
  absl::StatusOr<ScopedDelegation> scoped = ScopedDelegation::Within(scope, name);
  if (!scoped.ok()) return scoped.status();
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadDelegation(database, *scoped); });
}

absl::StatusOr<std::vector<Delegation>> SqliteDelegationStore::ListDelegations(
    const ports::Scope& scope, const std::optional<std::string>& person, const std::string& after,
    int64_t limit) {
  // Delegations belong to the region itself.
  if (scope.agency().has_value()) return OutsideOfScope(names::RegionName{scope.region()}.ToText());
  return database_.Read([&](storage::SqliteDatabase& database) {
    return ListDelegationRows(database, scope, person, after, limit);
  });
}

absl::StatusOr<std::vector<Delegation>> SqliteDelegationStore::AllDelegations() {
  return database_.Read([&](storage::SqliteDatabase& database) { return ReadAllDelegations(database); });
}

absl::StatusOr<Answer> SqliteDelegationStore::WriteDelegation(const ports::Scope& scope,
                                                              const Delegation& delegation,
                                                              const ports::Effect& effect,
                                                              const ports::Act& act) {
  absl::StatusOr<ScopedDelegation> name = ScopedDelegation::Within(scope, delegation.name);
  if (!name.ok()) return name.status();
  return database_.Write(
      [&](storage::SqliteDatabase& database) { return Apply(database, *name, delegation, effect, act); },
      act.deadline);
}

}  // namespace clearbudget::submission
