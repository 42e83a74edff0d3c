#include "services/disclosure/domain/composition.h"

#include <fmt/format.h>

namespace clearbudget::disclosure {

std::string DocumentRegister::UniqueId(std::string_view base) {
  std::string id(base);
  int count = ++used_ids_[id];
  while (count > 1) {
    std::string numbered = fmt::format("{}-{}", base, count);
    if (++used_ids_[numbered] == 1) return numbered;
    count = ++used_ids_[id];
  }
  return id;
}

bool Holds(const Condition& condition, const Composition& composition, const rules::Scope& scope) {
  if (!condition.has_value()) return true;
  const rules::Result result = composition.evaluation.Evaluate(*condition, scope);
  const bool* holds = result.value.AsBool();
  return holds != nullptr && *holds;
}

}  // namespace clearbudget::disclosure
