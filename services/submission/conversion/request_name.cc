#include "services/submission/conversion/request_name.h"

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

absl::Status Malformed(std::string_view path, const std::string& text, std::string_view pattern) {
  return errors::BadRequest(
      {{std::string(path), text, errors::Reason::kNameMalformed,
        "形如 " + std::string(pattern) + " 的资源名称", "a name such as " + std::string(pattern)}});
}

constexpr std::string_view kBudgetPattern = "regions/130303/agencies/101/budgets/2020";

}  // namespace

absl::StatusOr<names::RegionName> RegionNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::RegionName> name = names::ParseRegionName(text);
  return name.ok() ? name : Malformed(path, text, "regions/130303");
}

absl::StatusOr<names::AgencyName> AgencyNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::AgencyName> name = names::ParseAgencyName(text);
  return name.ok() ? name : Malformed(path, text, "regions/130303/agencies/101");
}

absl::StatusOr<names::AgencyName> AgencyNameOrAllAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::AgencyName> name = names::ParseAgencyNameOrAll(text);
  return name.ok() ? name : Malformed(path, text, "regions/130303/agencies/101");
}

absl::StatusOr<names::BudgetName> BudgetNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::BudgetName> name = names::ParseBudgetName(text);
  return name.ok() ? name : Malformed(path, text, kBudgetPattern);
}

absl::StatusOr<names::RevisionName> RevisionNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::RevisionName> name = names::ParseRevisionName(text);
  return name.ok() ? name : Malformed(path, text, "regions/130303/agencies/101/budgets/2020/revisions/1");
}

absl::StatusOr<names::DelegationName> DelegationNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::DelegationName> name = names::ParseDelegationName(text);
  return name.ok() ? name : Malformed(path, text, "regions/130303/delegations/leave-2020");
}

absl::StatusOr<DraftOrRevision> DraftOrRevisionAt(std::string_view path, const std::string& text) {
  if (absl::StatusOr<names::BudgetName> budget = names::ParseBudgetName(text); budget.ok()) {
    return DraftOrRevision{.budget = *budget, .revision = std::nullopt};
  }
  absl::StatusOr<names::RevisionName> revision = names::ParseRevisionName(text);
  if (!revision.ok()) return Malformed(path, text, kBudgetPattern);
  return DraftOrRevision{.budget = revision->Budget(), .revision = revision->number};
}

}  // namespace clearbudget::submission
