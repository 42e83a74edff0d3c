#include "services/disclosure/conversion/compile_context.h"

#include <fmt/format.h>

namespace clearbudget::disclosure {

void CompileContext::AddProblem(const std::string& place, std::string_view message) {
  problems_.push_back(fmt::format("{}: {}", place, message));
}

Condition CompileContext::CompileCondition(std::string_view text, const rules::ScopeType& scope,
                                           const std::string& place) {
  if (text.empty()) return std::nullopt;
  return Keep(vocabulary_.Compile(text, scope, {.expected = rules::TypeKind::kBool}), place);
}

std::optional<rules::Expression> CompileContext::CompileValue(std::string_view text,
                                                              const rules::ScopeType& scope,
                                                              const std::string& place) {
  if (text.empty()) return std::nullopt;
  return Keep(vocabulary_.Compile(text, scope, {.expected = std::nullopt, .formatting = true}), place);
}

std::optional<rules::Template> CompileContext::CompileTemplate(std::string_view text,
                                                               const rules::ScopeType& scope,
                                                               const std::string& place) {
  if (text.empty()) return std::nullopt;
  return Keep(rules::Template::Compile(vocabulary_, text, scope), place);
}

rules::ScopeType CompileContext::Enter(const rules::ScopeType& scope, std::string_view list,
                                       const std::string& place) {
  if (list.empty()) return scope;
  return Keep(vocabulary_.Enter(scope, list), place + ", each").value_or(scope);
}

NumberingForm CompileContext::CompileNumbering(std::string_view text, const std::string& place) {
  return Keep(NumberingForm::FromText(text), place + ", numbering").value_or(NumberingForm());
}

}  // namespace clearbudget::disclosure
