#include "common/classification/classification_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/classification/classification_problems.h"
#include "fmt/core.h"

namespace clearbudget::classification {

bool ClassificationEntry::HoldsIn(int year) const {
  return (valid_from == 0 || valid_from <= year) && (valid_to == 0 || year <= valid_to);
}

absl::StatusOr<ClassificationList> ClassificationList::Build(ClassificationSource source) {
  const std::vector<ClassificationProblem> problems = FindProblems(source);
  if (!problems.empty()) {
    return absl::InvalidArgumentError(
        fmt::format("classification list \"{}\": {}", source.id, problems.front().message));
  }
  ClassificationList list;
  list.source_ = std::move(source);
  std::sort(list.source_.entries.begin(), list.source_.entries.end(),
            [](const auto& left, const auto& right) {
              return std::tie(left.code, left.valid_from) < std::tie(right.code, right.valid_from);
            });
  for (const std::string& text : list.source_.patterns) {
    list.patterns_.push_back(CodePattern::Parse(text).value());
  }
  return list;
}

std::pair<const ClassificationEntry*, const ClassificationEntry*> ClassificationList::EntriesOf(
    std::string_view code) const {
  const ClassificationEntry* begin = source_.entries.data();
  const ClassificationEntry* end = begin + source_.entries.size();
  const auto* first = std::lower_bound(begin, end, code,
                                       [](const auto& entry, std::string_view c) { return entry.code < c; });
  const auto* last = first;
  while (last != end && last->code == code) ++last;
  return {first, last};
}

bool ClassificationList::IsLevelLength(size_t length) const {
  return std::any_of(source_.level_lengths.begin(), source_.level_lengths.end(),
                     [length](int level) { return static_cast<size_t>(level) == length; });
}

const ClassificationEntry* ClassificationList::Find(std::string_view code, int year) const {
  const auto [first, last] = EntriesOf(code);
  const auto* found = std::find_if(first, last, [year](const auto& entry) { return entry.HoldsIn(year); });
  return found == last ? nullptr : found;
}

CodeStanding ClassificationList::StandingOf(std::string_view code, int year) const {
  if (Find(code, year) != nullptr) return CodeStanding::kListed;
  const auto [first, last] = EntriesOf(code);
  if (first != last) return CodeStanding::kOtherYears;
  const bool follows = std::any_of(patterns_.begin(), patterns_.end(),
                                   [code](const CodePattern& pattern) { return pattern.Matches(code); });
  return follows ? CodeStanding::kPatternFollowed : CodeStanding::kUnknown;
}

NameStanding ClassificationList::CheckName(std::string_view code, std::string_view name, int year) const {
  const ClassificationEntry* entry = Find(code, year);
  if (entry == nullptr) return NameStanding::kNotListed;
  const auto has_name = [name](const ClassificationEntry& e) {
    return e.name == name || (!e.printed_name.empty() && e.printed_name == name);
  };
  if (has_name(*entry)) return NameStanding::kAgrees;
  const auto [first, last] = EntriesOf(code);
  return std::any_of(first, last, has_name) ? NameStanding::kNameOfOtherYear : NameStanding::kDiffers;
}

std::optional<int> ClassificationList::LevelOf(std::string_view code, int year) const {
  if (has_prefix_levels()) {
    if (!IsLevelLength(code.size())) return std::nullopt;
  } else if (Find(code, year) == nullptr) {
    return std::nullopt;
  }
  return static_cast<int>(AncestorsOf(code, year).size()) + 1;
}

std::optional<std::string> ClassificationList::ParentOf(std::string_view code, int year) const {
  if (!has_prefix_levels()) {
    const ClassificationEntry* entry = Find(code, year);
    if (entry == nullptr || entry->parent.empty()) return std::nullopt;
    return entry->parent;
  }
  size_t parent_length = 0;
  for (const int level : source_.level_lengths) {
    const auto length = static_cast<size_t>(level);
    if (length < code.size()) parent_length = length;
  }
  if (parent_length == 0) return std::nullopt;
  return std::string(code.substr(0, parent_length));
}

std::vector<std::string> ClassificationList::AncestorsOf(std::string_view code, int year) const {
  std::vector<std::string> ancestors;
  std::optional<std::string> parent = ParentOf(code, year);
  while (parent.has_value()) {  // ends: Build refuses circles
    ancestors.push_back(*parent);
    parent = ParentOf(ancestors.back(), year);
  }
  return ancestors;
}

Containment ClassificationList::IsUnder(std::string_view code, std::string_view ancestor, int year) const {
  if (code.empty() || ancestor.empty()) return Containment::kUndetermined;
  if (code == ancestor) return Containment::kYes;
  if (has_prefix_levels()) {
    if (!IsLevelLength(ancestor.size())) return Containment::kUndetermined;
    if (code.starts_with(ancestor)) return Containment::kYes;
    return ancestor.starts_with(code) ? Containment::kUndetermined : Containment::kNo;
  }
  if (Find(code, year) == nullptr || Find(ancestor, year) == nullptr) return Containment::kUndetermined;
  const auto contains = [](const std::vector<std::string>& codes, std::string_view wanted) {
    return std::find(codes.begin(), codes.end(), wanted) != codes.end();
  };
  if (contains(AncestorsOf(code, year), ancestor)) return Containment::kYes;
  return contains(AncestorsOf(ancestor, year), code) ? Containment::kUndetermined : Containment::kNo;
}

}  // namespace clearbudget::classification
