#include "common/names/resource_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <vector>

#include "absl/status/status.h"

namespace clearbudget::names {
namespace {

constexpr int64_t kFirstYear = 1949;
constexpr int64_t kLastYear = 2999;
constexpr int64_t kLastNumber = 999'999'999;
constexpr size_t kRegionDigits = 6;
constexpr size_t kMaxSegmentCharacters = 64;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsRegion(std::string_view text) {
  return text.size() == kRegionDigits && std::all_of(text.begin(), text.end(), IsDigit);
}

// A whole number as it is written in names: digits only, no leading zero.
std::optional<int64_t> NumberIn(std::string_view text, int64_t least, int64_t greatest) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || text[0] == '0' || text[0] == '-') return std::nullopt;
  if (value < least || value > greatest) return std::nullopt;
  return value;
}

// The ids between the collections; nothing where the collections are others.
std::optional<std::vector<std::string_view>> IdsOf(std::string_view text,
                                                   std::initializer_list<std::string_view> collections) {
  std::vector<std::string_view> ids;
  for (const std::string_view collection : collections) {
    if (!ids.empty()) {
      if (!text.starts_with('/')) return std::nullopt;
      text.remove_prefix(1);
    }
    if (!text.starts_with(collection)) return std::nullopt;
    text.remove_prefix(collection.size());
    if (!text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
    const size_t length = std::min(text.find('/'), text.size());
    ids.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  if (!text.empty()) return std::nullopt;
  return ids;
}

absl::Status Expected(std::string_view pattern, std::string_view given) {
  constexpr size_t kShown = 200;
  return absl::InvalidArgumentError(
      fmt::format("expected a name of the form {}, not '{}'", pattern, given.substr(0, kShown)));
}

std::optional<RevisionName> RevisionOf(const std::vector<std::string_view>& ids) {
  const auto year = NumberIn(ids[2], kFirstYear, kLastYear);
  const auto number = NumberIn(ids[3], 1, kLastNumber);
  if (!IsRegion(ids[0]) || !IsNameSegment(ids[1]) || !year || !number) return std::nullopt;
  return RevisionName{std::string(ids[0]), std::string(ids[1]), static_cast<int32_t>(*year), *number};
}

}  // namespace

bool IsNameSegment(std::string_view text) {
  if (text.empty() || text.size() > kMaxSegmentCharacters) return false;
  if (!IsLetter(text[0]) && !IsDigit(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsLetter(c) || IsDigit(c) || c == '.' || c == '_' || c == '-'; });
}

std::string RegionName::ToText() const {
  return fmt::format("regions/{}", region);
}
std::string AgencyName::ToText() const {
  return fmt::format("regions/{}/agencies/{}", region, agency);
}
std::string BudgetName::ToText() const {
  return fmt::format("{}/budgets/{}", Agency().ToText(), year);
}
std::string RevisionName::ToText() const {
  return fmt::format("{}/revisions/{}", Budget().ToText(), number);
}
std::string EvaluationName::ToText() const {
  return fmt::format("{}/evaluations/{}", revision.ToText(), number);
}
std::string ProgressReportName::ToText() const {
  return fmt::format("{}/progressReports/{}", revision.ToText(), month);
}
std::string DelegationName::ToText() const {
  return fmt::format("regions/{}/delegations/{}", region, delegation);
}

absl::StatusOr<RegionName> ParseRegionName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions"});
  if (!ids || !IsRegion((*ids)[0])) return Expected("regions/{region}", text);
  return RegionName{std::string((*ids)[0])};
}

absl::StatusOr<AgencyName> ParseAgencyNameOrAll(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "agencies"});
  if (!ids || !IsRegion((*ids)[0]) || !(IsNameSegment((*ids)[1]) || (*ids)[1] == AgencyName::kAll)) {
    return Expected("regions/{region}/agencies/{agency}", text);
  }
  return AgencyName{std::string((*ids)[0]), std::string((*ids)[1])};
}

absl::StatusOr<AgencyName> ParseAgencyName(std::string_view text) {
  absl::StatusOr<AgencyName> name = ParseAgencyNameOrAll(text);
  if (name.ok() && name->IsAll()) return Expected("regions/{region}/agencies/{agency}", text);
  return name;
}

absl::StatusOr<BudgetName> ParseBudgetName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "agencies", "budgets"});
  const auto year = ids ? NumberIn((*ids)[2], kFirstYear, kLastYear) : std::nullopt;
  if (!year || !IsRegion((*ids)[0]) || !IsNameSegment((*ids)[1])) {
    return Expected("regions/{region}/agencies/{agency}/budgets/{year}", text);
  }
  return BudgetName{std::string((*ids)[0]), std::string((*ids)[1]), static_cast<int32_t>(*year)};
}

absl::StatusOr<RevisionName> ParseRevisionName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "agencies", "budgets", "revisions"});
  const auto name = ids ? RevisionOf(*ids) : std::nullopt;
  if (!name) {
    return Expected("regions/{region}/agencies/{agency}/budgets/{year}/revisions/{number}", text);
  }
  return *name;
}

absl::StatusOr<EvaluationName> ParseEvaluationName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "agencies", "budgets", "revisions", "evaluations"});
  const auto revision = ids ? RevisionOf(*ids) : std::nullopt;
  const auto number = ids ? NumberIn((*ids)[4], 1, kLastNumber) : std::nullopt;
  if (!revision || !number) {
    return Expected(
        "regions/{region}/agencies/{agency}/budgets/{year}/revisions/{number}/evaluations/{number}", text);
  }
  return EvaluationName{*revision, *number};
}

absl::StatusOr<ProgressReportName> ParseProgressReportName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "agencies", "budgets", "revisions", "progressReports"});
  const auto revision = ids ? RevisionOf(*ids) : std::nullopt;
  const auto month = ids ? NumberIn((*ids)[4], 1, 12) : std::nullopt;
  if (!revision || !month) {
    return Expected(
        "regions/{region}/agencies/{agency}/budgets/{year}/revisions/{number}/progressReports/{month}", text);
  }
  return ProgressReportName{*revision, static_cast<int32_t>(*month)};
}

absl::StatusOr<DelegationName> ParseDelegationName(std::string_view text) {
  const auto ids = IdsOf(text, {"regions", "delegations"});
  if (!ids || !IsRegion((*ids)[0]) || !IsNameSegment((*ids)[1])) {
    return Expected("regions/{region}/delegations/{delegation}", text);
  }
  return DelegationName{std::string((*ids)[0]), std::string((*ids)[1])};
}

bool IsResourceName(std::string_view text) {
  return ParseRegionName(text).ok() || ParseAgencyNameOrAll(text).ok() || ParseBudgetName(text).ok() ||
         ParseRevisionName(text).ok() || ParseEvaluationName(text).ok() ||
         ParseProgressReportName(text).ok() || ParseDelegationName(text).ok();
}

}  // namespace clearbudget::names
