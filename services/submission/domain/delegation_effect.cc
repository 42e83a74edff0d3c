#include "services/submission/domain/delegation_effect.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace clearbudget::submission {

ports::Effect EffectOn(const Delegation* before, const Delegation& after) {
  ports::Effect effect;
  const auto add = [&](const char* path, auto read) {
    const auto stated = [&](const Delegation& delegation) {
      std::string text = read(delegation);
      return text.empty() ? std::nullopt : std::optional(std::move(text));
    };
    effect.Add(path, before == nullptr ? std::nullopt : stated(*before), stated(after));
  };
  add("delegator", [](const Delegation& d) { return d.delegator; });
  add("agency", [](const Delegation& d) { return d.agency; });
  add("delegate", [](const Delegation& d) { return d.delegate; });
  add("roles", [](const Delegation& d) { return fmt::format("{}", fmt::join(d.roles, ",")); });
  add("first_day", [](const Delegation& d) { return d.first_day.ToText(); });
  add("last_day", [](const Delegation& d) { return d.last_day.ToText(); });
  add("reason", [](const Delegation& d) { return d.reason; });
  add("revoked", [](const Delegation& d) { return std::string(d.revoked ? "true" : "false"); });
  return effect;
}

}  // namespace clearbudget::submission
