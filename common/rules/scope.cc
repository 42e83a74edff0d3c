#include "common/rules/scope.h"

#include <algorithm>

#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

void AppendName(std::string& path, std::string_view name) {
  if (!path.empty()) path.push_back('.');
  path.append(name);
}

constexpr std::string_view kRootPrefix = "$root.";

bool IsPath(std::string_view expression) {
  const bool named = std::all_of(expression.begin(), expression.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
  return named && !expression.empty() && expression.front() >= 'a';
}

}  // namespace

ScopeType ScopeType::With(Variable variable) const {
  ScopeType wider = *this;
  wider.variables.push_back(std::move(variable));
  return wider;
}

Scope Scope::With(Value value) const {
  Scope wider = *this;
  wider.variables.push_back(std::move(value));
  return wider;
}

std::string FactNamed(std::string_view expression, const ScopeType& type, const Scope& scope) {
  if (expression.starts_with(kRootPrefix) && IsPath(expression.substr(kRootPrefix.size()))) {
    return std::string(expression.substr(kRootPrefix.size()));
  }
  if (IsPath(expression)) {
    const std::string_view first = expression.substr(0, expression.find('.'));
    for (size_t frame = type.frames.size(); frame-- > 0;) {
      if (type.frames[frame].record->Find(first) == nullptr) continue;
      std::string path = FramePath(type.frames, scope.frames.data(), static_cast<int>(frame));
      AppendName(path, expression);
      return path;
    }
  }
  const std::string place = PathOf(type, scope);
  return place.empty() ? std::string(expression) : fmt::format("{}: {}", place, expression);
}

std::string JoinSteps(const facts::RecordType* record, const std::vector<int>& steps) {
  std::string path;
  for (const int step : steps) {
    const facts::Field& field = record->fields()[static_cast<size_t>(step)];
    AppendName(path, field.name);
    record = field.record;
  }
  return path;
}

std::string FramePath(const std::vector<FrameType>& types, const Frame* frames, int frame) {
  const FrameType& type = types[static_cast<size_t>(frame)];
  if (type.base < 0) return "";
  std::string path = FramePath(types, frames, type.base);
  AppendName(path, JoinSteps(types[static_cast<size_t>(type.base)].record, type.steps));
  return path + fmt::format("[{}]", frames[frame].index);
}

std::string PathOf(const ScopeType& type, const Scope& scope) {
  if (scope.frames.empty()) return "";
  return FramePath(type.frames, scope.frames.data(), static_cast<int>(scope.frames.size()) - 1);
}

std::string ListPathOf(const ScopeType& type) {
  std::string path;
  int frame = static_cast<int>(type.frames.size()) - 1;
  while (frame >= 0 && type.frames[static_cast<size_t>(frame)].base >= 0) {
    const FrameType& reached = type.frames[static_cast<size_t>(frame)];
    std::string steps = JoinSteps(type.frames[static_cast<size_t>(reached.base)].record, reached.steps);
    path = path.empty() ? steps : steps + "." + path;
    frame = reached.base;
  }
  return path;
}

}  // namespace clearbudget::rules
