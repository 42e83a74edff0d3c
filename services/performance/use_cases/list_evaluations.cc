#include "services/performance/use_cases/list_evaluations.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace clearbudget::performance {

absl::StatusOr<EvaluationPage> ListEvaluations::Run(const ports::Scope& scope,
                                                    const names::RevisionName& revision,
                                                    const ports::PageRequest& page) {
  const std::string list = fmt::format("ListEvaluations {} {}", revision.ToText(), page.subject);
  const absl::StatusOr<std::string> position = tokens_.Open(list, page.token, "page_token");
  if (!position.ok()) return position.status();
  // A token that opens was sealed here, so that its position is a number.
  int64_t below = 0;
  std::from_chars(position->data(), position->data() + position->size(), below);
  const int64_t size = page.size == 0 ? kDefaultSize : page.size;
  absl::StatusOr<std::vector<StoredEvaluation>> found =
      evaluations_.ListEvaluations(scope, revision, below, size + 1);
  if (!found.ok()) return found.status();

  EvaluationPage result;
  size_t bytes = 0;
  for (StoredEvaluation& evaluation : *found) {
    bytes += evaluation.bytes.size();
    const bool full = static_cast<int64_t>(result.evaluations.size()) == size || bytes > kMostBytes;
    if (full && !result.evaluations.empty()) {
      result.next_page_token = tokens_.Seal(list, fmt::format("{}", result.evaluations.back().name.number));
      break;
    }
    result.evaluations.push_back(std::move(evaluation));
  }
  return result;
}

}  // namespace clearbudget::performance
