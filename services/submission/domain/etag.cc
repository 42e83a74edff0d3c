#include "services/submission/domain/etag.h"

#include "common/names/state_mark.h"

namespace clearbudget::submission {

std::string EtagOf(const BudgetHead& head) {
  return names::StateMark(head.name.ToText(), head.latest_revision, head.change_number);
}

std::string EtagOf(const Agency& agency) {
  return names::StateMark(agency.name.ToText(), 0, agency.change_number);
}

std::string EtagOf(const Delegation& delegation) {
  return names::StateMark(delegation.name.ToText(), 0, delegation.change_number);
}

}  // namespace clearbudget::submission
