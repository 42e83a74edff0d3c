#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::rules {

// Names of codes, as the function name_of sees them. The year that a name depends on is the implementation's.
class CodeNames {
 public:
  virtual ~CodeNames() = default;
  // Absent where the list or the code is not known.
  virtual std::optional<std::string> NameOf(std::string_view list_id, std::string_view code) const = 0;
};

}  // namespace clearbudget::rules
