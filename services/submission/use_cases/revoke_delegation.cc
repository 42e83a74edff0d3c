#include "services/submission/use_cases/revoke_delegation.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/delegation_effect.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/lending.h"
#include "services/submission/use_cases/get_delegation.h"
#include "services/submission/use_cases/replay.h"

namespace clearbudget::submission {

absl::StatusOr<Delegation> RevokeDelegation::Run(const ports::Scope& scope, const ports::Act& act,
                                                 const names::DelegationName& name, const std::string& etag) {
  // Who may take it back is a question of permission, which comes before a replay.
  absl::StatusOr<Delegation> stored = GetDelegation(delegations_).Run(scope, act.caller, name);
  if (!stored.ok()) return stored.status();
  if (absl::Status may = CheckTakingBack(act.caller, *stored); !may.ok()) return may;
  absl::StatusOr<std::optional<Delegation>> replay = FindReplay<Delegation>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) {
    // The first answer may have been lost after the change was stored, and with it this.
    register_.Put(**replay);
    return **std::move(replay);
  }

  if (etag != EtagOf(*stored)) return errors::Error(errors::Reason::kEtagMismatch, {{"name", name.ToText()}});
  if (stored->revoked) return errors::Error(errors::Reason::kStateForbids, {{"name", name.ToText()}});
  Delegation revoked = *stored;
  revoked.revoked = true;
  ++revoked.change_number;
  if (act.validate_only) return revoked;
  absl::StatusOr<Delegation> written =
      AnswerAs<Delegation>(delegations_.WriteDelegation(scope, revoked, EffectOn(&*stored, revoked), act));
  if (written.ok()) register_.Put(*written);
  return written;
}

}  // namespace clearbudget::submission
