#include "services/cli/commands/line_changes.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace clearbudget::cli {
namespace {

using budget::v1::BudgetLine;

constexpr size_t kBatch = 1000;

// What the line says but its amounts.
BudgetLine WithoutAmounts(BudgetLine line) {
  line.clear_amount();
  line.clear_last_year_amount();
  return line;
}

// Lines hold no maps, so that equal keys have equal bytes.
std::string KeyOf(const BudgetLine& line) {
  return WithoutAmounts(line).SerializeAsString();
}

template <typename T>
std::vector<T> Part(const std::vector<T>& all, size_t begin) {
  const size_t from = std::min(begin, all.size());
  const size_t to = std::min(begin + kBatch, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}

}  // namespace

LineChanges CompareLines(const LineList& stored, const LineList& wanted) {
  std::unordered_map<std::string, std::string> held;
  for (const BudgetLine& line : stored) held.emplace(KeyOf(line), line.SerializeAsString());
  LineChanges changes;
  std::unordered_set<std::string> kept;
  for (int i = 0; i < wanted.size(); ++i) {
    std::string key = KeyOf(wanted[i]);
    const auto found = held.find(key);
    if (found == held.end() || found->second != wanted[i].SerializeAsString()) changes.written.push_back(i);
    if (found != held.end()) kept.insert(std::move(key));
  }
  if (kept.empty()) {
    changes.replace_all = !stored.empty() || !wanted.empty();
    return changes;
  }
  for (const BudgetLine& line : stored) {
    if (!kept.contains(KeyOf(line))) changes.removed.push_back(WithoutAmounts(line));
  }
  return changes;
}

std::vector<LineBatch> BatchesOf(const LineChanges& changes) {
  std::vector<LineBatch> batches;
  if (changes.empty()) return batches;
  size_t begin = 0;
  do {
    batches.push_back({.written = Part(changes.written, begin),
                       .removed = Part(changes.removed, begin),
                       .replace_all = changes.replace_all && begin == 0});
    begin += kBatch;
  } while (begin < std::max(changes.written.size(), changes.removed.size()));
  return batches;
}

}  // namespace clearbudget::cli
