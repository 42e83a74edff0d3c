// A deadline as targets state it, and whether a day keeps it.
#pragma once

#include <compare>
#include <optional>

namespace clearbudget::targets {

// A day of the Gregorian calendar; valid by construction where it comes from this module.
struct CivilDay {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31

  friend auto operator<=>(const CivilDay&, const CivilDay&) = default;
};

// Whether month and day exist in the year.
bool IsValid(const CivilDay& day);

// The smallest stated part is the period that ends the deadline: 2020年12月 has year and month. 0 or absent:
// not stated. At most one of half, quarter and month is stated; ten_days and day only with a month.
struct Deadline {
  std::optional<int> year;  // absent: the year that the target is for
  int half = 0;             // 1 上半年, 2 下半年
  int quarter = 0;          // 1..4
  int month = 0;            // 1..12
  int ten_days = 0;         // 1 上旬, 2 中旬, 3 下旬
  int day = 0;              // 1..31
  // 第三季度前 and 12月前: a whole period with 前 but without 底 or 末. Writers mean either "before it
  // begins" or "before it ends", so the days of that period are in doubt. A day with 前 includes that day.
  bool before_period = false;

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// The days that decide: up to `surely_in_time` kept, after `latest` missed, in between in doubt.
struct DeadlineDays {
  CivilDay surely_in_time;
  CivilDay latest;

  friend bool operator==(const DeadlineDays&, const DeadlineDays&) = default;
};

// `target_year` stands in for a year that is not stated. Absent when the day does not exist in that year
// (2月29日 in 2021).
std::optional<DeadlineDays> DaysOf(const Deadline& deadline, int target_year);

enum class Timeliness { kInTime, kLate, kUndetermined };

Timeliness Judge(const Deadline& deadline, int target_year, const CivilDay& actual);

}  // namespace clearbudget::targets
