#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/facts/date.h"
#include "common/names/resource_name.h"
#include "services/submission/domain/source_reference.h"

namespace clearbudget::submission {

// What is known of an agency from a day on, until the next entry's day. Texts are empty where unknown.
struct AgencyAttributes {
  facts::Date valid_from = {};
  std::string parent = {};  // The code of the department above a unit; empty for a department.
  std::string full_name = {};
  std::string short_name = {};
  std::string nature = {};
  std::string rank = {};
  std::string funding_mode = {};
  std::string region_name = {};
  std::string social_credit_code = {};
  std::optional<int32_t> staff_in_service = {};  // Persons; absent: not stated.
  std::optional<int32_t> staff_retired = {};     // Persons; absent: not stated.

  bool operator==(const AgencyAttributes&) const = default;
};

struct Agency {
  names::AgencyName name;
  std::vector<AgencyAttributes> attributes;  // At least one, by day, the days distinct.
  SourceReference source;
  int64_t change_number = 0;  // Counts the changes, from 1; 0: not stored yet.

  // The attributes on a day; nullptr before the first entry.
  const AgencyAttributes* On(facts::Date day) const;
  // The attributes that hold as the year begins, or those that first hold within it. An agency that is known
  // only from a later day on is called by what is known first.
  const AgencyAttributes& InYear(int32_t year) const;

  bool operator==(const Agency&) const = default;
};

}  // namespace clearbudget::submission
