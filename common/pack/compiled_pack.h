// A resolved pack ready for use: its lists can be asked, its rules judged, its expressions compiled.
// Immutable and shared by many threads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clearbudget/pack/v1/pack.pb.h"
#include "common/classification/classification_list.h"
#include "common/facts/catalogue.h"
#include "common/pack/pack_text.h"
#include "common/rules/rule_set.h"

namespace clearbudget::pack {

// The values of the parameters that every expression of a pack may name: $year, $agency_full_name,
// $agency_short_name, $region_name (texts; blank where empty) and $demonstration.
struct Parameters {
  int year = 0;
  std::string agency_full_name = {};
  std::string agency_short_name = {};
  std::string region_name = {};
  bool demonstration = false;

  // In the order of the environment.
  std::vector<rules::Value> ToValues() const;
};

// The catalogue of BudgetContent. Every pack is compiled over it, so that it is made once a process.
absl::StatusOr<std::shared_ptr<const facts::Catalogue>> ContentCatalogue();

class CompiledPack {
 public:
  // Compiles definitions, rules and lists over BudgetContent. Errors: INVALID_ARGUMENT with the place of
  // every part that is wrong, one line a problem.
  static absl::StatusOr<std::shared_ptr<const CompiledPack>> Compile(clearbudget::pack::v1::Pack content,
                                                                     const Locations& locations = {},
                                                                     std::vector<std::string> ancestors = {});

  const clearbudget::pack::v1::Pack& content() const { return content_; }
  const std::string& id() const { return content_.id(); }
  // cb1:sha256:<hex>; see pack_digest.h.
  const std::string& digest() const { return digest_; }
  // The ids of the packs it stands on, nearest first; empty for a pack that came without them.
  const std::vector<std::string>& ancestors() const { return ancestors_; }
  // The list of an id, or nullptr.
  const classification::ClassificationList* FindList(std::string_view id) const;
  const std::map<std::string, classification::ClassificationList, std::less<>>& lists() const {
    return lists_;
  }
  // The catalogue of BudgetContent that the expressions are compiled over.
  const facts::Catalogue& catalogue() const { return *catalogue_; }
  const rules::Vocabulary& vocabulary() const { return rules_->vocabulary(); }
  // The rules of the stage budget.
  const rules::RuleSet& budget_rules() const { return *rules_; }

 private:
  CompiledPack() = default;
  absl::Status CompileLists(const Locations& locations);
  absl::Status CompileRules(const Locations& locations);

  clearbudget::pack::v1::Pack content_;
  std::string digest_;
  std::vector<std::string> ancestors_;
  std::shared_ptr<const facts::Catalogue> catalogue_;
  std::map<std::string, classification::ClassificationList, std::less<>> lists_;
  std::unique_ptr<const rules::RuleSet> rules_;
};

}  // namespace clearbudget::pack
