#include "services/submission/use_cases/list_budget_changes.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::submission {

absl::StatusOr<ChangeFeedPage> ListBudgetChanges::Run(const names::AgencyName& parent, int64_t size,
                                                      const std::string& cursor) {
  const std::string scope = fmt::format("ListBudgetChanges {}", parent.ToText());
  absl::StatusOr<std::string> text = tokens_.Open(scope, cursor, "cursor");
  if (!text.ok()) return text.status();
  int64_t position = 0;
  if (!text->empty() &&
      std::from_chars(text->data(), text->data() + text->size(), position).ec != std::errc()) {
    return errors::Error(errors::Reason::kInternal);
  }
  absl::StatusOr<ChangePage> page = log_.ListChanges(parent.region, parent.IsAll() ? "" : parent.agency,
                                                     position, size == 0 ? kDefaultSize : size);
  if (!page.ok()) return page.status();
  return ChangeFeedPage{.changes = std::move(page->changes),
                        .cursor = tokens_.Seal(scope, fmt::format("{}", page->position))};
}

}  // namespace clearbudget::submission
