#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

struct LinePage {
  std::vector<StoredLine> lines;
  std::string next_page_token;  // Empty after the last.
};

// Lines of a draft or a revision, in order of their keys.
class ListBudgetLines {
 public:
  static constexpr int64_t kDefaultSize = 1000;

  ListBudgetLines(BudgetStore& budgets, RevisionStore& revisions, const ContentCodec& codec,
                  const ports::PageTokens& tokens)
      : budgets_(budgets), revisions_(revisions), codec_(codec), tokens_(tokens) {}

  // `revision` is absent for the draft. Errors: NOT_FOUND, INVALID_ARGUMENT (the page token), DATA_LOSS.
  absl::StatusOr<LinePage> Run(const ports::Scope& scope, const names::BudgetName& budget,
                               const std::optional<int64_t>& revision, const ports::PageRequest& page);

 private:
  absl::StatusOr<std::vector<StoredLine>> DraftLines(const ports::Scope& scope,
                                                     const names::BudgetName& budget,
                                                     const std::string& after, int64_t limit);
  absl::StatusOr<std::vector<StoredLine>> RevisionLines(const ports::Scope& scope,
                                                        const names::RevisionName& revision,
                                                        const std::string& after, int64_t limit);

  BudgetStore& budgets_;
  RevisionStore& revisions_;
  const ContentCodec& codec_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
