#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::facts {

// A calendar day of the Gregorian calendar, years 1 to 9999.
struct Date {
  int32_t year = 1;
  int32_t month = 1;
  int32_t day = 1;

  // Reads YYYY-MM-DD, refusing days that do not exist.
  static std::optional<Date> FromText(std::string_view text);
  std::string ToText() const;
  // Days since 1970-01-01, negative before it.
  int64_t DaysSinceEpoch() const;

  auto operator<=>(const Date&) const = default;
};

}  // namespace clearbudget::facts
