#include "services/submission/use_cases/list_agencies.h"

#include <utility>

#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {

absl::StatusOr<AgencyPage> ListAgencies::Run(const ports::Scope& scope, const names::RegionName& region,
                                             const ports::PageRequest& page) {
  const std::string token_scope = TokenScope("ListAgencies", region.ToText(), "agency", {}, page);
  absl::StatusOr<std::string> after = tokens_.Open(token_scope, page.token, "page_token");
  if (!after.ok()) return after.status();
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<Agency>> agencies = agencies_.ListAgencies(scope, *after, size + 1);
  if (!agencies.ok()) return agencies.status();
  AgencyPage result;
  result.agencies = *std::move(agencies);
  if (static_cast<int64_t>(result.agencies.size()) > size) {
    result.agencies.pop_back();
    result.next_page_token = tokens_.Seal(token_scope, result.agencies.back().name.agency);
  }
  return result;
}

}  // namespace clearbudget::submission
