// Lists of codes with names that depend on the year, and what lies under what. The lists come from packs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/classification/code_pattern.h"

namespace clearbudget::classification {

// One code in the years that the entry holds for. A rename keeps the code: it is a second entry of it.
struct ClassificationEntry {
  std::string code = {};
  std::string name = {};
  std::string parent = {};        // the code above it; empty at the top, and where parents are prefixes
  int valid_from = 0;             // first year; 0: for ever
  int valid_to = 0;               // last year; 0: for ever
  std::string printed_name = {};  // an older or regional wording that is accepted beside `name`; may be empty
  bool verified = false;          // seen in an official source

  bool HoldsIn(int year) const;
};

// What a list is made from.
struct ClassificationSource {
  std::string id = {};  // "function"
  std::string title = {};
  // Lengths of the levels' codes where a parent is a prefix, such as 3, 5, 7. Empty: parents are explicit.
  std::vector<int> level_lengths = {};
  std::vector<ClassificationEntry> entries = {};
  std::vector<std::string> patterns = {};  // for codes that are not listed; see code_pattern.h
  bool closed = false;                     // an unlisted code is refused instead of warned of
};

// Where a code stands in a list for a year.
enum class CodeStanding {
  kListed,           // listed for this year
  kOtherYears,       // listed, but not for this year
  kPatternFollowed,  // not listed, but of an accepted form
  kUnknown,
};

// Whether a code lies under another. kUndetermined: the code stops at a level above, or is not stated or not
// placed at all, so that the part of it that lies there is not known. It is never to be taken for kNo.
enum class Containment { kYes, kNo, kUndetermined };

enum class NameStanding {
  kAgrees,
  kNameOfOtherYear,  // the name that the code had, or will have, in another year
  kDiffers,
  kNotListed,  // no name is known for this code and year
};

// Immutable. Every query is total: any text may be asked for.
class ClassificationList {
 public:
  // Errors: INVALID_ARGUMENT with the first problem; classification_problems.h finds all.
  static absl::StatusOr<ClassificationList> Build(ClassificationSource source);

  const std::string& id() const { return source_.id; }
  const std::string& title() const { return source_.title; }
  bool closed() const { return source_.closed; }
  bool has_prefix_levels() const { return !source_.level_lengths.empty(); }
  // Ordered by code, then by first year.
  const std::vector<ClassificationEntry>& entries() const { return source_.entries; }

  // The entry of the code in the year; null when the code is not listed for it.
  const ClassificationEntry* Find(std::string_view code, int year) const;
  CodeStanding StandingOf(std::string_view code, int year) const;
  // Names are compared exactly; the printed name of the year's entry agrees too.
  NameStanding CheckName(std::string_view code, std::string_view name, int year) const;

  // 1 for the top level. Absent where the code's length is no level, or it is not listed where parents are
  // explicit. With prefix levels an unlisted code has a level and ancestors too.
  std::optional<int> LevelOf(std::string_view code, int year) const;
  // The code one level up; absent at the top and where it is not known.
  std::optional<std::string> ParentOf(std::string_view code, int year) const;
  // From the parent up to the top.
  std::vector<std::string> AncestorsOf(std::string_view code, int year) const;

  // A code lies under itself. Asked for 2010101, a line coded 201 is kUndetermined and one coded 205 kNo.
  Containment IsUnder(std::string_view code, std::string_view ancestor, int year) const;

 private:
  ClassificationList() = default;

  // The run of entries with this code.
  std::pair<const ClassificationEntry*, const ClassificationEntry*> EntriesOf(std::string_view code) const;
  bool IsLevelLength(size_t length) const;

  ClassificationSource source_;
  std::vector<CodePattern> patterns_;
};

}  // namespace clearbudget::classification
