// What changed between two records of one type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/facts/record.h"

namespace clearbudget::facts {

enum class ChangeKind { kAdded, kRemoved, kChanged };

std::string_view ChangeKindName(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::kChanged;
  // The fact, or the element that was added or removed. An index counts in the later record; that of a
  // removed element in the earlier one.
  std::string path;
  // The key of the innermost list element on the path, such as "function=2010101, economic=30201"; empty
  // without one.
  std::string element;
  // The values in canonical text, an element in canonical JSON; empty where nothing was stated.
  std::string before;
  std::string after;
  const Field* field = nullptr;

  bool operator==(const Change&) const = default;
};

// In the order of the contract, and in a list in the order of the later record, removed elements last.
// Elements of lists with key fields are matched by their keys, so that their order is no change; others by
// their position.
std::vector<Change> Difference(const Record& before, const Record& after);

}  // namespace clearbudget::facts
