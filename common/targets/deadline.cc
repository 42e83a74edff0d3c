#include "common/targets/deadline.h"

#include <array>

namespace clearbudget::targets {
namespace {

bool IsLeapYear(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeapYear(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

CivilDay DayBefore(CivilDay day) {
  if (day.day > 1) return {day.year, day.month, day.day - 1};
  if (day.month > 1) return {day.year, day.month - 1, DaysInMonth(day.year, day.month - 1)};
  return {day.year - 1, 12, 31};
}

struct Period {
  CivilDay first;
  CivilDay last;
};

Period Months(int year, int first, int last) {
  return {{year, first, 1}, {year, last, DaysInMonth(year, last)}};
}

bool IsInRange(const Deadline& deadline) {
  const auto within = [](int value, int most) { return value >= 0 && value <= most; };
  return within(deadline.half, 2) && within(deadline.quarter, 4) && within(deadline.month, 12) &&
         within(deadline.ten_days, 3) && within(deadline.day, 31) &&
         (deadline.month != 0 || (deadline.day == 0 && deadline.ten_days == 0));
}

Period PeriodOf(const Deadline& deadline, int year) {
  if (deadline.day != 0) {
    const CivilDay day{year, deadline.month, deadline.day};
    return {day, day};
  }
  if (deadline.month != 0) {
    Period month = Months(year, deadline.month, deadline.month);
    if (deadline.ten_days != 0) month.first.day = deadline.ten_days * 10 - 9;
    if (deadline.ten_days == 1 || deadline.ten_days == 2) month.last.day = deadline.ten_days * 10;
    return month;
  }
  if (deadline.quarter != 0) return Months(year, deadline.quarter * 3 - 2, deadline.quarter * 3);
  if (deadline.half != 0) return Months(year, deadline.half * 6 - 5, deadline.half * 6);
  return Months(year, 1, 12);
}

}  // namespace

bool IsValid(const CivilDay& day) {
  return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= DaysInMonth(day.year, day.month);
}

std::optional<DeadlineDays> DaysOf(const Deadline& deadline, int target_year) {
  if (!IsInRange(deadline)) return std::nullopt;
  const Period period = PeriodOf(deadline, deadline.year.value_or(target_year));
  if (!IsValid(period.first) || !IsValid(period.last)) return std::nullopt;
  if (deadline.before_period) return DeadlineDays{DayBefore(period.first), period.last};
  return DeadlineDays{period.last, period.last};
}

Timeliness Judge(const Deadline& deadline, int target_year, const CivilDay& actual) {
  const std::optional<DeadlineDays> days = DaysOf(deadline, target_year);
  if (!days.has_value() || !IsValid(actual)) return Timeliness::kUndetermined;
  if (actual <= days->surely_in_time) return Timeliness::kInTime;
  return actual > days->latest ? Timeliness::kLate : Timeliness::kUndetermined;
}

}  // namespace clearbudget::targets
