#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "common/ports/scope.h"
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

  // The cursor stands as the page's token. It holds for ever, for its parent and its caller's account.
  // Errors: INVALID_ARGUMENT (the cursor).
  absl::StatusOr<ChangeFeedPage> Run(const ports::Scope& scope, const names::AgencyName& parent,
                                     const ports::PageRequest& page);

 private:
  ChangeLog& log_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
