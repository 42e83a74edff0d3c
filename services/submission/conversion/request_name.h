#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"

// Names in requests. Errors: INVALID_ARGUMENT with a violation at `path`.
namespace clearbudget::submission {

absl::StatusOr<names::RegionName> RegionNameAt(std::string_view path, const std::string& text);
absl::StatusOr<names::AgencyName> AgencyNameAt(std::string_view path, const std::string& text);
// Takes regions/{region}/agencies/- too.
absl::StatusOr<names::AgencyName> AgencyNameOrAllAt(std::string_view path, const std::string& text);
absl::StatusOr<names::BudgetName> BudgetNameAt(std::string_view path, const std::string& text);
absl::StatusOr<names::RevisionName> RevisionNameAt(std::string_view path, const std::string& text);
absl::StatusOr<names::DelegationName> DelegationNameAt(std::string_view path, const std::string& text);

// A budget for its draft, or one of its revisions.
struct DraftOrRevision {
  names::BudgetName budget;
  std::optional<int64_t> revision;
};
absl::StatusOr<DraftOrRevision> DraftOrRevisionAt(std::string_view path, const std::string& text);

}  // namespace clearbudget::submission
