#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "common/classification/classification_list.h"
#include "common/facts/record.h"
#include "common/rules/finding.h"

namespace clearbudget::submission {

// The classification list of an id, or nullptr where the pack has none.
using ListLookup = std::function<const classification::ClassificationList*(std::string_view list_id)>;

inline constexpr std::string_view kUnknownCodeRule = "unknown-code";
inline constexpr std::string_view kForeignAgencyRule = "foreign-agency";

// Adds a finding for each code that its list does not know in the year: a warning, or an error where the list
// is closed. A code that stands in many places is one finding, which lists the first of them.
void CheckCodes(const facts::Record& content, int32_t year, const ListLookup& lists, rules::Report& report);

// Whether the register knows an agency of the budget's region.
using AgencyLookup = std::function<bool(const std::string& code)>;

// Adds a finding for each agency code of lines and projects that is not among `agencies`: an error where the
// register knows it as another department's, and a warning that data are missing where it does not know it.
void CheckAgencies(const facts::Record& content, const std::set<std::string>& agencies,
                   const AgencyLookup& known, rules::Report& report);

}  // namespace clearbudget::submission
