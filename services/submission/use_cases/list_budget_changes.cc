#include "services/submission/use_cases/list_budget_changes.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {

absl::StatusOr<ChangeFeedPage> ListBudgetChanges::Run(const ports::Scope& scope,
                                                      const names::AgencyName& parent,
                                                      const ports::PageRequest& page) {
  const std::string token_scope = TokenScope("ListBudgetChanges", parent.ToText(), "position", {}, page);
  absl::StatusOr<std::string> text = tokens_.Open(token_scope, page.token, "cursor");
  if (!text.ok()) return text.status();
  int64_t position = 0;
  if (!text->empty() &&
      std::from_chars(text->data(), text->data() + text->size(), position).ec != std::errc()) {
    return errors::Error(errors::Reason::kInternal);
  }
  absl::StatusOr<ChangePage> found =
      log_.ListChanges(scope, position, page.size == 0 ? kDefaultSize : page.size);
  if (!found.ok()) return found.status();
  return ChangeFeedPage{.changes = std::move(found->changes),
                        .cursor = tokens_.Seal(token_scope, fmt::format("{}", found->position))};
}

}  // namespace clearbudget::submission
