#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/rule.h"

namespace clearbudget::rules {

// The rules of a pack for one stage, in the order of the pack, with the vocabulary they are written in.
// Immutable.
class RuleSet {
 public:
  // Errors: INVALID_ARGUMENT for the first rule that does not compile or whose id is taken; the message
  // starts with "rule <id>, ".
  static absl::StatusOr<RuleSet> Compile(std::shared_ptr<const Vocabulary> vocabulary,
                                         std::vector<RuleSource> sources);

  const Vocabulary& vocabulary() const { return *vocabulary_; }
  const std::shared_ptr<const Vocabulary>& shared_vocabulary() const { return vocabulary_; }
  const std::vector<Rule>& rules() const { return rules_; }
  // The rule of an id, or nullptr.
  const Rule* Find(std::string_view id) const;

 private:
  RuleSet() = default;

  std::shared_ptr<const Vocabulary> vocabulary_;
  std::vector<Rule> rules_;
  std::map<std::string, size_t, std::less<>> index_;
};

}  // namespace clearbudget::rules
