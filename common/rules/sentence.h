// Paragraphs made of conditional fragments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/template.h"

namespace clearbudget::rules {

// A fragment as a pack writes it.
struct FragmentSource {
  std::string when;        // Empty: always. Of type bool; a blank condition leaves the fragment out.
  std::string each;        // A list whose records make one fragment each; empty for one fragment.
  std::string separator;   // Between the fragments of a list.
  std::string text;        // A template.
  std::string not_stated;  // For slots that are not stated; empty: the fragment is then left out.
};

// Fragments joined without a space.
class Sentence {
 public:
  // Errors: INVALID_ARGUMENT that names the fragment, from 1, and its part.
  static absl::StatusOr<Sentence> Compile(const Vocabulary& vocabulary,
                                          const std::vector<FragmentSource>& fragments,
                                          const ScopeType& scope);

  // `complete` is false where a slot or a condition was not stated, whether its fragment was left out or not.
  Rendered Render(Evaluation& evaluation, const Scope& scope) const;

 private:
  struct Fragment {
    FragmentSource source;
    ScopeType scope;
    std::optional<Expression> when;
    std::optional<Template> text;
  };
  std::vector<Fragment> fragments_;
};

}  // namespace clearbudget::rules
