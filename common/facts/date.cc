#include "common/facts/date.h"

#include <fmt/format.h>

namespace clearbudget::facts {
namespace {

bool IsLeap(int32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t DaysInMonth(int32_t year, int32_t month) {
  static constexpr int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

std::optional<int32_t> DigitsOf(std::string_view text) {
  int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::FromText(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = DigitsOf(text.substr(0, 4));
  const auto month = DigitsOf(text.substr(5, 2));
  const auto day = DigitsOf(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  if (*year < 1 || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > DaysInMonth(*year, *month)) return std::nullopt;
  return Date{*year, *month, *day};
}

std::string Date::ToText() const {
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// Counts in 400-year eras of a year that begins in March, so that the leap day comes last.
int64_t Date::DaysSinceEpoch() const {
  const int64_t march_year = month > 2 ? year : year - 1;
  const int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
  const int64_t year_of_era = march_year - era * 400;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

}  // namespace clearbudget::facts
