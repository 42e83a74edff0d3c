// Who calls: what verified credentials say.
#pragma once

#include <string>
#include <vector>

namespace clearbudget::identity {

struct Caller {
  std::string subject = {};             // of the credentials, such as "platform:hebei-integrated-budget"
  std::string person = {};              // the human being behind them; empty for a machine
  std::string agency = {};              // "regions/130303/agencies/101"; empty for a caller of no agency
  std::vector<std::string> roles = {};  // as in the permissions of the contract
  std::string region = {};              // "regions/130303"; empty for a caller of no region
  // Under a delegation the roles, agency and region are those that were lent.
  std::string delegator = {};   // the person who lent them; empty for the caller's own
  std::string delegation = {};  // "regions/130303/delegations/leave-2020"; empty for none

  bool operator==(const Caller&) const = default;
};

}  // namespace clearbudget::identity
