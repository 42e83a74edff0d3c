#include "services/submission/use_cases/create_delegation.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/delegation_effect.h"
#include "services/submission/domain/lending.h"
#include "services/submission/use_cases/replay.h"

namespace clearbudget::submission {
namespace {

absl::Status Taken(const identity::Caller& caller, const Delegation& present) {
  const errors::Reason reason =
      MaySee(caller, present) ? errors::Reason::kAlreadyExists : errors::Reason::kDelegationInvalid;
  return errors::Error(reason, {{"name", present.name.ToText()}});
}

}  // namespace

absl::StatusOr<Delegation> CreateDelegation::Run(const ports::Scope& scope, const ports::Act& act,
                                                 Delegation delegation) {
  delegation.delegator = act.caller.person;
  delegation.agency = act.caller.agency;
  // Whether the caller may lend is a question of permission, which comes before a replay.
  if (absl::Status may = CheckLending(act.caller, delegation); !may.ok()) return may;
  absl::StatusOr<std::optional<Delegation>> replay = FindReplay<Delegation>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) {
    // The first answer may have been lost after the change was stored, and with it this.
    register_.Put(**replay);
    return **std::move(replay);
  }

  absl::StatusOr<Delegation> present = delegations_.FindDelegation(scope, delegation.name);
  if (present.ok()) return Taken(act.caller, *present);
  if (!absl::IsNotFound(present.status())) return present.status();
  delegation.change_number = 1;
  if (act.validate_only) return delegation;
  absl::StatusOr<Delegation> stored = AnswerAs<Delegation>(
      delegations_.WriteDelegation(scope, delegation, EffectOn(nullptr, delegation), act));
  if (stored.ok()) {
    register_.Put(*stored);
  } else if (errors::ReasonOf(stored.status()) == errors::Reason::kAlreadyExists) {
    // Somebody took the name meanwhile, which tells no more than if he had come earlier.
    present = delegations_.FindDelegation(scope, delegation.name);
    return present.ok() ? Taken(act.caller, *present) : present.status();
  }
  return stored;
}

}  // namespace clearbudget::submission
