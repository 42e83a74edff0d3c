// What is wrong with the source of a list; a pack is refused with all of it, not with the first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/classification/classification_list.h"

namespace clearbudget::classification {

struct ClassificationProblem {
  std::optional<size_t> entry;  // index into the source's entries; absent: the list itself
  std::string message;
};

// Missing id, codes or names, levels out of order, codes of another length, years out of order or
// overlapping, parents that are not listed, that differ from the prefix or that run in a circle, bad
// patterns.
std::vector<ClassificationProblem> FindProblems(const ClassificationSource& source);

}  // namespace clearbudget::classification
