#include "services/submission/adapters/register_relations.h"

#include <chrono>

#include "common/names/resource_name.h"

namespace clearbudget::submission {
namespace {

constexpr std::chrono::hours kShanghaiAheadOfUtc{8};

facts::Date DayOf(ports::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant + kShanghaiAheadOfUtc);
  const std::chrono::year_month_day date(day);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

}  // namespace

absl::StatusOr<bool> RegisterRelations::IsUnitOf(const ports::CallLimits&, std::string_view unit,
                                                 std::string_view department) {
  const auto unit_name = names::ParseAgencyName(unit);
  const auto department_name = names::ParseAgencyName(department);
  if (!unit_name.ok() || !department_name.ok()) return false;
  return register_.IsUnitOf(*unit_name, *department_name, DayOf(clock_.Now()));
}

}  // namespace clearbudget::submission
