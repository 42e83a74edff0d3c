#include "services/submission/use_cases/list_delegations.h"

#include <optional>
#include <utility>

#include "services/submission/domain/lending.h"
#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {

absl::StatusOr<DelegationPage> ListDelegations::Run(const ports::Scope& scope, const identity::Caller& caller,
                                                    const names::RegionName& region,
                                                    const ports::PageRequest& page) {
  std::optional<std::string> person;
  if (!SeesAll(caller)) {
    // Nobody's part would be that of all who are nobody.
    if (caller.person.empty()) return DelegationPage();
    person = caller.person;
  }
  const std::string token_scope =
      TokenScope("ListDelegations", region.ToText(), "id", {person.value_or("")}, page);
  absl::StatusOr<std::string> after = tokens_.Open(token_scope, page.token, "page_token");
  if (!after.ok()) return after.status();
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<Delegation>> found =
      delegations_.ListDelegations(scope, person, *after, size + 1);
  if (!found.ok()) return found.status();
  DelegationPage result;
  result.delegations = *std::move(found);
  if (static_cast<int64_t>(result.delegations.size()) > size) {
    result.delegations.pop_back();
    result.next_page_token = tokens_.Seal(token_scope, result.delegations.back().name.delegation);
  }
  return result;
}

}  // namespace clearbudget::submission
