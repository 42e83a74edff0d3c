// What has to be written so that the lines of a draft become those of a file.
#pragma once

#include <vector>

#include "clearbudget/budget/v1/budget_service.pb.h"

namespace clearbudget::cli {

struct LineChanges {
  std::vector<int> written;                     // Indices of lines that are new or have another amount.
  std::vector<budget::v1::BudgetLine> removed;  // Stored lines that are not wanted, without amounts.
  // True: no stored line stays, so that the first batch replaces them all; removed is empty then.
  bool replace_all = false;

  bool empty() const { return written.empty() && removed.empty() && !replace_all; }
};

using LineList = google::protobuf::RepeatedPtrField<budget::v1::BudgetLine>;

// Both are in canonical form, and no key occurs twice in either.
LineChanges CompareLines(const LineList& stored, const LineList& wanted);

// A batch of a request: lines that are written, by their indices, and lines that are removed.
struct LineBatch {
  std::vector<int> written;
  std::vector<budget::v1::BudgetLine> removed;
  bool replace_all = false;
};

// As few batches as the contract allows, in the order of the file; at most 1,000 lines of each sort in one.
std::vector<LineBatch> BatchesOf(const LineChanges& changes);

}  // namespace clearbudget::cli
