// The place of a fact in a tree of records, as people and messages write it:
// projects[2].indicators[0].target_value. Indices count from 0.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"

namespace clearbudget::facts {

// One field on the way, with the element that is meant where the field is a list.
struct PathStep {
  std::string field;
  std::optional<size_t> index = std::nullopt;

  bool operator==(const PathStep&) const = default;
};

// A path that grows and shrinks while a tree is walked.
class Path {
 public:
  Path() = default;
  explicit Path(std::vector<PathStep> steps) : steps_(std::move(steps)) {}
  // Reads the text form. Field names are lower-case letters, digits and underscores; the empty text is the
  // root. Errors: INVALID_ARGUMENT.
  static absl::StatusOr<Path> FromText(std::string_view text);

  const std::vector<PathStep>& steps() const { return steps_; }
  bool empty() const { return steps_.empty(); }
  void Push(std::string_view field) { steps_.push_back({std::string(field)}); }
  // Chooses the element of the last field. There must be a last field.
  void SetIndex(size_t index) { steps_.back().index = index; }
  void Pop() { steps_.pop_back(); }

  // "" for the root.
  std::string ToText() const;

  bool operator==(const Path&) const = default;

 private:
  std::vector<PathStep> steps_;
};

// Adds a field to a path for the time of a block.
class PathScope {
 public:
  PathScope(Path& path, std::string_view field) : path_(path) { path_.Push(field); }
  ~PathScope() { path_.Pop(); }
  PathScope(const PathScope&) = delete;
  PathScope& operator=(const PathScope&) = delete;

 private:
  Path& path_;
};

// What a path leads to. Exactly one of the two is set: an element of a list is a record, all else is a value.
struct Resolved {
  const Field* field = nullptr;    // The field of the last step; nullptr for the root.
  const Value* value = nullptr;    // Blank where the fact, or a record on the way to it, is not stated.
  const Record* record = nullptr;  // The root, or an element of a list.
};

// Errors: NOT_FOUND where a type on the way has no such field, a step passes through something that is no
// record, or an index lies behind the end of a list.
absl::StatusOr<Resolved> Resolve(const Record& root, const Path& path);
// The same for a path's text. Errors: INVALID_ARGUMENT too.
absl::StatusOr<Resolved> Resolve(const Record& root, std::string_view path_text);

}  // namespace clearbudget::facts
