// The names of resources, such as regions/130303/agencies/101/budgets/2020/revisions/1. A name never changes
// and says where its resource belongs; it is parsed here only.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clearbudget::names {

// A region by its GB/T 2260 code of six digits.
struct RegionName {
  std::string region;

  std::string ToText() const;
  auto operator<=>(const RegionName&) const = default;
};

// A department or a unit by its budget code: 1 to 64 letters, digits, '.', '_' and '-', a letter or digit
// first.
struct AgencyName {
  // Stands for all agencies of a region where a list is asked for.
  static constexpr std::string_view kAll = "-";

  std::string region;
  std::string agency;

  std::string ToText() const;
  RegionName Region() const { return {region}; }
  bool IsAll() const { return agency == kAll; }
  auto operator<=>(const AgencyName&) const = default;
};

// The budget of an agency for a year, 1949 to 2999.
struct BudgetName {
  std::string region;
  std::string agency;
  int32_t year = 0;

  std::string ToText() const;
  AgencyName Agency() const { return {region, agency}; }
  auto operator<=>(const BudgetName&) const = default;
};

// A revision of a budget, numbered from 1.
struct RevisionName {
  std::string region;
  std::string agency;
  int32_t year = 0;
  int64_t number = 0;

  std::string ToText() const;
  BudgetName Budget() const { return {region, agency, year}; }
  auto operator<=>(const RevisionName&) const = default;
};

// An evaluation of a revision, numbered from 1.
struct EvaluationName {
  RevisionName revision;
  int64_t number = 0;

  std::string ToText() const;
  auto operator<=>(const EvaluationName&) const = default;
};

// The progress of a revision's targets at the end of a month, 1 to 12.
struct ProgressReportName {
  RevisionName revision;
  int32_t month = 0;

  std::string ToText() const;
  auto operator<=>(const ProgressReportName&) const = default;
};

// A delegation of a region, by an id of the form of an agency's.
struct DelegationName {
  std::string region;
  std::string delegation;

  std::string ToText() const;
  RegionName Region() const { return {region}; }
  auto operator<=>(const DelegationName&) const = default;
};

// Each reads exactly the text that ToText gives. Errors: INVALID_ARGUMENT, with the pattern that was
// expected.
absl::StatusOr<RegionName> ParseRegionName(std::string_view text);
absl::StatusOr<AgencyName> ParseAgencyName(std::string_view text);
// Reads regions/{region}/agencies/- too.
absl::StatusOr<AgencyName> ParseAgencyNameOrAll(std::string_view text);
absl::StatusOr<BudgetName> ParseBudgetName(std::string_view text);
absl::StatusOr<RevisionName> ParseRevisionName(std::string_view text);
absl::StatusOr<EvaluationName> ParseEvaluationName(std::string_view text);
absl::StatusOr<ProgressReportName> ParseProgressReportName(std::string_view text);
absl::StatusOr<DelegationName> ParseDelegationName(std::string_view text);

// True for every text that one of the functions above reads.
bool IsResourceName(std::string_view text);

// True for what may stand as an agency or another code in a name.
bool IsNameSegment(std::string_view text);

}  // namespace clearbudget::names
