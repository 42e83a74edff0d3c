#pragma once

#include <map>
#include <string>
#include <string_view>

namespace clearbudget::register_client {

// Which agency of a region stands below which, as the register had it at one moment.
class RegionAgencies {
 public:
  // From a day on (YYYY-MM-DD) the agency stands below the parent; empty for below none. Codes: "101002",
  // "101".
  void Add(const std::string& agency, const std::string& valid_from, const std::string& parent);

  // True where the unit stands below the department on the day, at any depth; false for agencies that are not
  // known.
  bool IsUnitOf(std::string_view unit, std::string_view department, const std::string& day) const;

 private:
  using ParentsByDay = std::map<std::string, std::string>;

  std::map<std::string, ParentsByDay, std::less<>> agencies_;
};

}  // namespace clearbudget::register_client
