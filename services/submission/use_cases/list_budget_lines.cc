#include "services/submission/use_cases/list_budget_lines.h"

#include <fmt/format.h>

#include <utility>

namespace clearbudget::submission {

absl::StatusOr<std::vector<StoredLine>> ListBudgetLines::DraftLines(const names::BudgetName& budget,
                                                                    const std::string& after, int64_t limit) {
  if (absl::StatusOr<BudgetHead> head = budgets_.FindHead(budget); !head.ok()) return head.status();
  return budgets_.ReadLines(budget, after, limit);
}

absl::StatusOr<std::vector<StoredLine>> ListBudgetLines::RevisionLines(const names::RevisionName& revision,
                                                                       const std::string& after,
                                                                       int64_t limit) {
  if (absl::StatusOr<RevisionHead> head = revisions_.FindRevision(revision); !head.ok()) return head.status();
  absl::StatusOr<std::vector<ContentPart>> parts = revisions_.ReadParts(revision, after, limit);
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

absl::StatusOr<LinePage> ListBudgetLines::Run(const names::BudgetName& budget,
                                              const std::optional<int64_t>& revision,
                                              const ports::PageRequest& page) {
  const std::string scope =
      fmt::format("ListBudgetLines {} {} {}", budget.ToText(), revision.value_or(0), page.subject);
  absl::StatusOr<std::string> after = tokens_.Open(scope, page.token, "page_token");
  if (!after.ok()) return after.status();
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<StoredLine>> lines =
      revision.has_value()
          ? RevisionLines({budget.region, budget.agency, budget.year, *revision}, *after, size + 1)
          : DraftLines(budget, *after, size + 1);
  if (!lines.ok()) return lines.status();
  LinePage result;
  result.lines = *std::move(lines);
  if (static_cast<int64_t>(result.lines.size()) > size) {
    result.lines.pop_back();
    result.next_page_token = tokens_.Seal(scope, result.lines.back().key);
  }
  return result;
}

}  // namespace clearbudget::submission
