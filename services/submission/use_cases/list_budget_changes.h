#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/page_tokens.h"
#include "services/submission/ports/change_log.h"

namespace clearbudget::submission {

struct ChangeFeedPage {
  std::vector<LoggedChange> changes;
  std::string cursor;  // Never empty.
};

// What changed in the budgets of an agency or a region, from a cursor on.
class ListBudgetChanges {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListBudgetChanges(ChangeLog& log, const ports::PageTokens& tokens) : log_(log), tokens_(tokens) {}

  // `size` 0 stands for the default. A cursor belongs to its parent, not to its caller: a consumer keeps it
  // for years and may come back under another account. Errors: INVALID_ARGUMENT (the cursor).
  absl::StatusOr<ChangeFeedPage> Run(const names::AgencyName& parent, int64_t size,
                                     const std::string& cursor);

 private:
  ChangeLog& log_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
