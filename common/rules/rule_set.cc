#include "common/rules/rule_set.h"

#include <utility>

#include "common/rules/position.h"
#include "fmt/core.h"

namespace clearbudget::rules {

absl::StatusOr<RuleSet> RuleSet::Compile(std::shared_ptr<const Vocabulary> vocabulary,
                                         std::vector<RuleSource> sources) {
  RuleSet set;
  set.vocabulary_ = std::move(vocabulary);
  for (RuleSource& source : sources) {
    const std::string id = source.id;
    if (id.empty() || set.Find(id) != nullptr) {
      return absl::InvalidArgumentError(
          fmt::format("rule {}, id: {}", id, id.empty() ? "missing" : "taken twice"));
    }
    absl::StatusOr<Rule> rule = Rule::Compile(*set.vocabulary_, std::move(source));
    if (!rule.ok())
      return absl::InvalidArgumentError(fmt::format("rule {}, {}", id, MessageOf(rule.status())));
    set.index_[id] = set.rules_.size();
    set.rules_.push_back(*std::move(rule));
  }
  return set;
}

const Rule* RuleSet::Find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &rules_[found->second];
}

}  // namespace clearbudget::rules
