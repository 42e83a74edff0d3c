#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/facts/date.h"
#include "common/names/resource_name.h"

namespace clearbudget::submission {

// Roles of one person, lent to another for some days.
struct Delegation {
  names::DelegationName name;
  std::string delegator;           // The person who lends.
  std::string agency;              // "regions/130303/agencies/101"; empty for a delegator of no agency.
  std::string delegate;            // The person who may act.
  std::vector<std::string> roles;  // "finance_approver"
  facts::Date first_day;           // Both days are included.
  facts::Date last_day;
  std::string reason;
  bool revoked = false;
  int64_t change_number = 0;  // Counts the changes, from 1; 0: not stored yet.

  bool operator==(const Delegation&) const = default;
};

}  // namespace clearbudget::submission
