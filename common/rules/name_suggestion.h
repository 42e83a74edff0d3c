#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::rules {

// "; did you mean a or b?" with the nearest of the names, or "; known are a, b, c" where few are known and
// none is near.
std::string SuggestNames(std::string_view name, const std::vector<std::string>& known);

}  // namespace clearbudget::rules
