#include "services/submission/use_cases/list_budget_lines.h"

#include <utility>

#include "services/submission/use_cases/token_scope.h"

namespace clearbudget::submission {

absl::StatusOr<std::vector<StoredLine>> ListBudgetLines::DraftLines(const ports::Scope& scope,
                                                                    const names::BudgetName& budget,
                                                                    const std::string& after, int64_t limit) {
  if (absl::StatusOr<BudgetHead> head = budgets_.FindHead(scope, budget); !head.ok()) return head.status();
  return budgets_.ReadLines(scope, budget, after, limit);
}

absl::StatusOr<std::vector<StoredLine>> ListBudgetLines::RevisionLines(const ports::Scope& scope,
                                                                       const names::RevisionName& revision,
                                                                       const std::string& after,
                                                                       int64_t limit) {
  if (absl::StatusOr<RevisionHead> head = revisions_.FindRevision(scope, revision); !head.ok())
    return head.status();
  absl::StatusOr<std::vector<ContentPart>> parts = revisions_.ReadParts(scope, revision, after, limit);
  if (!parts.ok()) return parts.status();
  std::vector<StoredLine> lines;
  for (const ContentPart& part : *parts) {
    absl::StatusOr<std::vector<StoredLine>> held = codec_.LinesOf(part);
    if (!held.ok()) return held.status();
    for (StoredLine& line : *held) {
      if (static_cast<int64_t>(lines.size()) == limit) return lines;
      if (line.key > after) lines.push_back(std::move(line));
    }
  }
  return lines;
}

absl::StatusOr<LinePage> ListBudgetLines::Run(const ports::Scope& scope, const names::BudgetName& budget,
                                              const std::optional<int64_t>& revision,
                                              const ports::PageRequest& page) {
  const std::string token_scope =
      TokenScope("ListBudgetLines", budget.ToText(), "key", {std::to_string(revision.value_or(0))}, page);
  absl::StatusOr<std::string> after = tokens_.Open(token_scope, page.token, "page_token");
  if (!after.ok()) return after.status();
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<StoredLine>> lines =
      revision.has_value()
          ? RevisionLines(scope, {budget.region, budget.agency, budget.year, *revision}, *after, size + 1)
          : DraftLines(scope, budget, *after, size + 1);
  if (!lines.ok()) return lines.status();
  LinePage result;
  result.lines = *std::move(lines);
  if (static_cast<int64_t>(result.lines.size()) > size) {
    result.lines.pop_back();
    result.next_page_token = tokens_.Seal(token_scope, result.lines.back().key);
  }
  return result;
}

}  // namespace clearbudget::submission
