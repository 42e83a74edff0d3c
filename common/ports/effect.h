// What an operation changed, before and after, as the trail keeps it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clearbudget::ports {

struct FieldChange {
  std::string path;  // "state", "content.projects[001].amount"
  // Canonical texts; absent where there was, or is, no value.
  std::optional<std::string> before;
  std::optional<std::string> after;

  bool operator==(const FieldChange&) const = default;
};

struct Effect {
  // So many are kept one by one; the number of all is kept beside them.
  static constexpr std::size_t kMostChanges = 200;
  // A longer value is kept to here, and ends in an ellipsis.
  static constexpr std::size_t kLongestValueBytes = 200;

  std::vector<FieldChange> changes;
  std::int64_t count = 0;

  // Counts the change, and keeps it where there is room. Nothing where before equals after.
  void Add(std::string path, std::optional<std::string> before, std::optional<std::string> after);

  bool operator==(const Effect&) const = default;
};

}  // namespace clearbudget::ports
