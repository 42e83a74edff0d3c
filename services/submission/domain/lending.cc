#include "services/submission/domain/lending.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "services/submission/domain/person.h"

namespace clearbudget::submission {
namespace {

// An auditor's eyes and a machine's power are nobody's to lend.
constexpr std::array<std::string_view, 8> kLendable{"unit_preparer",
                                                    "department_reviewer",
                                                    "finance_business_reviewer",
                                                    "finance_performance_reviewer",
                                                    "finance_asset_reviewer",
                                                    "finance_budget_reviewer",
                                                    "finance_approver",
                                                    "publisher"};

bool Contains(const std::vector<std::string>& roles, std::string_view role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

void CheckRoles(const std::vector<std::string>& roles, std::vector<errors::Violation>& violations) {
  std::set<std::string> seen;
  for (size_t i = 0; i < roles.size(); ++i) {
    const std::string path = fmt::format("delegation.roles[{}]", i);
    if (std::find(kLendable.begin(), kLendable.end(), roles[i]) == kLendable.end()) {
      violations.push_back(
          {path, roles[i], errors::Reason::kCodeUnknown, "可以委托的角色", "a role that can be lent"});
    } else if (!seen.insert(roles[i]).second) {
      violations.push_back({path, roles[i], errors::Reason::kDuplicateKey, "与其他各项不同的角色",
                            "a role that stands once in the list"});
    }
  }
}

void CheckPeople(const Delegation& delegation, std::vector<errors::Violation>& violations) {
  const bool nobody = PersonKey(delegation.delegate).empty();
  if (!nobody && !SamePerson(delegation.delegate, delegation.delegator)) return;
  violations.push_back({"delegation.delegate", delegation.delegate,
                        nobody ? errors::Reason::kRequired : errors::Reason::kInconsistent,
                        "委托人以外的另一个人", "another person than the delegator"});
}

void CheckDays(const Delegation& delegation, std::vector<errors::Violation>& violations) {
  const int64_t days = delegation.last_day.DaysSinceEpoch() - delegation.first_day.DaysSinceEpoch();
  if (days >= 0 && days <= kMostDaysLent) return;
  violations.push_back(
      {"delegation.last_day", delegation.last_day.ToText(), errors::Reason::kOutOfRange,
       fmt::format("不早于起始日，且不超过其后 {} 天", kMostDaysLent),
       fmt::format("not before the first day, and at most {} days after it", kMostDaysLent)});
}

// Power that was lent does not reach over other people's delegations.
bool WatchesOver(const identity::Caller& caller) {
  if (PersonKey(caller.person).empty() || !caller.delegation.empty()) return false;
  return Contains(caller.roles, "finance_approver") || Contains(caller.roles, "finance_budget_reviewer");
}

absl::Status Denied(const Delegation& delegation) {
  return errors::Error(errors::Reason::kPermissionDenied, {{"name", delegation.name.ToText()}});
}

}  // namespace

absl::Status CheckLending(const identity::Caller& caller, const Delegation& delegation) {
  if (PersonKey(caller.person).empty() || !caller.delegation.empty()) return Denied(delegation);
  std::vector<errors::Violation> violations;
  CheckRoles(delegation.roles, violations);
  CheckPeople(delegation, violations);
  CheckDays(delegation, violations);
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  const bool has_all = std::all_of(delegation.roles.begin(), delegation.roles.end(),
                                   [&](const std::string& role) { return Contains(caller.roles, role); });
  return has_all ? absl::OkStatus() : Denied(delegation);
}

bool SeesAll(const identity::Caller& caller) {
  const bool service = caller.roles.empty() && caller.subject.starts_with("service:");
  return service || Contains(caller.roles, "auditor") || WatchesOver(caller);
}

bool MaySee(const identity::Caller& caller, const Delegation& delegation) {
  if (SeesAll(caller)) return true;
  return !caller.person.empty() &&
         (caller.person == delegation.delegator || caller.person == delegation.delegate);
}

absl::Status CheckTakingBack(const identity::Caller& caller, const Delegation& delegation) {
  const bool his =
      !caller.person.empty() && caller.person == delegation.delegator && caller.delegation.empty();
  return his || WatchesOver(caller) ? absl::OkStatus() : Denied(delegation);
}

}  // namespace clearbudget::submission
