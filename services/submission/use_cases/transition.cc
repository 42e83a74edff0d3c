#include "services/submission/use_cases/transition.h"

#include <optional>

#include "common/errors/error.h"
#include "services/submission/domain/etag.h"

namespace clearbudget::submission {

absl::StatusOr<BudgetHead> Transition(const BudgetHead& stored, std::string_view etag, Action action,
                                      const ports::Act& act) {
  if (etag != EtagOf(stored)) {
    return errors::Error(errors::Reason::kEtagMismatch, {{"name", stored.name.ToText()}});
  }
  const std::optional<BudgetState> next = NextState(stored.state, action);
  if (!next.has_value()) {
    return errors::Error(errors::Reason::kStateForbids, {{"name", stored.name.ToText()},
                                                         {"state", std::string(StateName(stored.state))},
                                                         {"action", std::string(ActionName(action))}});
  }
  BudgetHead head = stored;
  head.state = *next;
  ++head.change_number;
  head.update_time = act.time;
  return head;
}

absl::StatusOr<BudgetHead> Edited(const BudgetHead& stored, std::string_view etag, const ports::Act& act) {
  absl::StatusOr<BudgetHead> head = Transition(stored, etag, Action::kEdit, act);
  if (!head.ok()) return head;
  // The next draft after an approval begins with nobody's hand in it.
  if (stored.state == BudgetState::kApproved) head->editors.clear();
  AddHand(head->editors, HandOf(act.caller));
  return head;
}

Decision DecisionOf(const ports::Act& act) {
  Decision decision;
  decision.subject = act.caller.subject;
  decision.person = act.caller.person;
  decision.act_time = act.time;
  decision.delegator = act.caller.delegator;
  decision.delegation = act.caller.delegation;
  return decision;
}

}  // namespace clearbudget::submission
