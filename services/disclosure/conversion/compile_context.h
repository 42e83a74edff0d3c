#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/pack/compiled_pack.h"
#include "common/rules/vocabulary.h"
#include "services/disclosure/domain/numbering.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Compiles the pieces of an outline, and collects what is wrong with the place where it stands, so that the
// author of a pack sees everything at once.
class CompileContext {
 public:
  CompileContext(const pack::CompiledPack& pack, const rules::Vocabulary& vocabulary)
      : pack_(pack), vocabulary_(vocabulary) {}

  const pack::CompiledPack& pack() const { return pack_; }
  const rules::Vocabulary& vocabulary() const { return vocabulary_; }

  // An empty text is no condition.
  Condition CompileCondition(std::string_view text, const rules::ScopeType& scope, const std::string& place);
  std::optional<rules::Expression> CompileValue(std::string_view text, const rules::ScopeType& scope,
                                                const std::string& place);
  // Absent for an empty text.
  std::optional<rules::Template> CompileTemplate(std::string_view text, const rules::ScopeType& scope,
                                                 const std::string& place);
  // The scope itself for an empty path.
  rules::ScopeType Enter(const rules::ScopeType& scope, std::string_view list, const std::string& place);
  NumberingForm CompileNumbering(std::string_view text, const std::string& place);

  // The value of a StatusOr, or its error as a problem.
  template <typename T>
  std::optional<T> Keep(absl::StatusOr<T> result, const std::string& place) {
    if (result.ok()) return *std::move(result);
    AddProblem(place, std::string(result.status().message()));
    return std::nullopt;
  }
  void AddProblem(const std::string& place, std::string_view message);
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  const pack::CompiledPack& pack_;
  const rules::Vocabulary& vocabulary_;
  std::vector<std::string> problems_;
};

}  // namespace clearbudget::disclosure
