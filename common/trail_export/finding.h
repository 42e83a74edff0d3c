// What the verification of an export can find, and its texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::trail_export {

enum class Fault {
  // Of one row; `expected` and `found` are the two values that differ.
  kLeafOrder,    // leaves before this one are missing, or it is repeated
  kRowMissing,   // the log has a leaf for a row that the store has not
  kOtherRegion,  // the row belongs to another region's log
  kRowChanged,   // the row's content does not give its row hash
  kRowNumber,    // the row's change number does not follow the one before in its aggregate
  kRowLink,      // the row does not continue the row before it in its aggregate
  kLeafChanged,  // the row is not the one that the log's leaf was made of
  kNotIncluded,  // the row's inclusion proof does not lead to the export's checkpoint
  kRowUnlogged,  // the store has the row where the log has gone by, and the log has no leaf for it
  // Of the log.
  kNotSigned,       // a checkpoint is not signed by a trusted key, or is of another log
  kHistoryChanged,  // the leaves do not give a checkpoint's root: something within the range was changed
  kTailMissing,     // a checkpoint covers more leaves than the export has
  kNotConsistent,   // the consistency proof from a checkpoint does not hold
};

// Such as "ROW_CHANGED".
std::string_view FaultName(Fault fault);

struct Finding {
  Fault fault = Fault::kRowChanged;
  std::int64_t line = 0;        // of the export; 0 where it is about no line
  std::string checkpoint = {};  // the file of an outside checkpoint; empty where it is about none
  // The leaf, or the first of a range.
  std::optional<std::int64_t> leaf_index = std::nullopt;
  // The end of the range: the first leaf behind it.
  std::optional<std::int64_t> end_leaf = std::nullopt;
  std::string aggregate = {};      // empty where it is about no row
  std::int64_t change_number = 0;  // 0 likewise
  std::string expected = {};
  std::string found = {};
};

// One sentence with all that the finding has, such as
// "第 12 行：条目 10（regions/990101/agencies/201/budgets/2026 第 3 号）内容与其摘要不符；应为 …，实为 …".
std::string ChineseText(const Finding& finding);
std::string EnglishText(const Finding& finding);

}  // namespace clearbudget::trail_export
