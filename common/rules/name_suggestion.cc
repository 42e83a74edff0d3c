#include "common/rules/name_suggestion.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

constexpr size_t kMostSuggested = 3;
constexpr size_t kMostListed = 12;

// The number of letters to change, add or drop.
size_t EditDistance(std::string_view left, std::string_view right) {
  std::vector<size_t> row(right.size() + 1);
  for (size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (size_t i = 0; i < left.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < right.size(); ++j) {
      const size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row[right.size()];
}

}  // namespace

std::string SuggestNames(std::string_view name, const std::vector<std::string>& known) {
  std::vector<std::pair<size_t, std::string>> near;
  for (const std::string& candidate : known) {
    const size_t distance = EditDistance(name, candidate);
    const bool contained = name.size() >= 3 && candidate.find(name) != std::string::npos;
    if (distance <= std::max<size_t>(2, name.size() / 3) || contained) near.emplace_back(distance, candidate);
  }
  std::stable_sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  if (near.size() > kMostSuggested) near.resize(kMostSuggested);
  if (!near.empty()) {
    const auto text = [](std::string* out, const auto& candidate) { out->append(candidate.second); };
    return fmt::format("; did you mean {}?", absl::StrJoin(near, " or ", text));
  }
  if (known.empty() || known.size() > kMostListed) return "";
  return fmt::format("; known are {}", absl::StrJoin(known, ", "));
}

}  // namespace clearbudget::rules
