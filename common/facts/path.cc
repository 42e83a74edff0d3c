#include "common/facts/path.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

#include "absl/status/status.h"

namespace clearbudget::facts {
namespace {

absl::Status NotAPath(std::string_view text) {
  return absl::InvalidArgumentError(
      fmt::format("'{}' is not a path such as projects[2].indicators[0].target_value", text));
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Reads one step from the front of `rest`; nothing where it is malformed.
std::optional<PathStep> TakeStep(std::string_view& rest) {
  size_t length = 0;
  while (length < rest.size() && IsNameCharacter(rest[length])) ++length;
  if (length == 0) return std::nullopt;
  PathStep step{std::string(rest.substr(0, length))};
  rest.remove_prefix(length);
  if (rest.empty() || rest[0] != '[') return step;
  size_t index = 0;
  const char* end = rest.data() + rest.size();
  const auto [stop, error] = std::from_chars(rest.data() + 1, end, index);
  if (error != std::errc() || stop == end || *stop != ']') return std::nullopt;
  if (rest[1] == '0' && rest[2] != ']') return std::nullopt;
  step.index = index;
  rest.remove_prefix(static_cast<size_t>(stop - rest.data()) + 1);
  return step;
}

absl::Status NoSuchFact(const Path& path, size_t step_count, std::string_view why) {
  const Path part(std::vector<PathStep>(path.steps().begin(),
                                        path.steps().begin() + static_cast<std::ptrdiff_t>(step_count)));
  return absl::NotFoundError(fmt::format("{}: {}", part.ToText(), why));
}

}  // namespace

absl::StatusOr<Path> Path::FromText(std::string_view text) {
  Path path;
  if (text.empty()) return path;
  std::string_view rest = text;
  while (true) {
    std::optional<PathStep> step = TakeStep(rest);
    if (!step) return NotAPath(text);
    path.steps_.push_back(*std::move(step));
    if (rest.empty()) return path;
    if (rest[0] != '.') return NotAPath(text);
    rest.remove_prefix(1);
  }
}

std::string Path::ToText() const {
  std::string text;
  for (const PathStep& step : steps_) {
    if (!text.empty()) text += '.';
    text += step.field;
    if (step.index) fmt::format_to(std::back_inserter(text), "[{}]", *step.index);
  }
  return text;
}

absl::StatusOr<Resolved> Resolve(const Record& root, const Path& path) {
  static const Value kBlank;
  const RecordType* type = &root.type();
  const Record* record = &root;
  Resolved resolved{.record = record};
  for (size_t count = 1; count <= path.steps().size(); ++count) {
    const PathStep& step = path.steps()[count - 1];
    if (type == nullptr)
      return NoSuchFact(path, count, "the step before names a single value or a whole list");
    const int index = type->IndexOf(step.field);
    if (index < 0) return NoSuchFact(path, count, fmt::format("{} has no such field", type->name()));
    const Field& field = type->fields()[static_cast<size_t>(index)];
    const Value& value = record == nullptr ? kBlank : record->at(index);
    if (step.index) {
      const RecordList* list = value.AsList();
      if (list == nullptr || *step.index >= list->size()) {
        return NoSuchFact(path, count, "there is no such element");
      }
      record = &(*list)[*step.index];
      resolved = {.field = &field, .record = record};
      type = field.record;
    } else {
      resolved = {.field = &field, .value = &value};
      record = value.AsRecord();
      type = field.kind == Kind::kRecord ? field.record : nullptr;
    }
  }
  return resolved;
}

absl::StatusOr<Resolved> Resolve(const Record& root, std::string_view path_text) {
  absl::StatusOr<Path> path = Path::FromText(path_text);
  if (!path.ok()) return path.status();
  return Resolve(root, *path);
}

}  // namespace clearbudget::facts
