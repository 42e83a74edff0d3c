#pragma once

#include "common/rules/evaluation.h"
#include "common/rules/finding.h"
#include "common/rules/rule_set.h"

namespace clearbudget::rules {

struct CheckOptions {
  // True: passed and not applicable verdicts are listed as silent findings.
  bool silent_findings = false;
};

// Judges a content by rules. A rule whose severity is explain finds its answer in the content's own list
// `explanations` (rule_id, subject_path, text). Never fails: what cannot be computed is a finding.
class Checker {
 public:
  explicit Checker(const RuleSet& rules) : rules_(rules) {}

  Report Check(const Inputs& inputs, const CheckOptions& options = {}) const;

 private:
  const RuleSet& rules_;
};

}  // namespace clearbudget::rules
