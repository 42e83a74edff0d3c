#include "common/rules/scope.h"

#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

void AppendName(std::string& path, std::string_view name) {
  if (!path.empty()) path.push_back('.');
  path.append(name);
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
