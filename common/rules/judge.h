// The verdict of one rule on one subject. Internal to the module.
#pragma once

#include <optional>
#include <string>

#include "common/rules/evaluation.h"
#include "common/rules/finding.h"
#include "common/rules/rule.h"

namespace clearbudget::rules {

class Judge {
 public:
  Judge(const Rule& rule, Evaluation& evaluation) : rule_(rule), evaluation_(evaluation) {}

  // Pass, fail, not applicable, insufficient data or rule error; nothing is collected.
  Outcome OutcomeOn(const Scope& subject);

  // The finding on a subject that OutcomeOn has judged: what it rests on, and texts unless the outcome is
  // silent.
  Finding FindingOn(const Scope& subject, Outcome outcome);

 private:
  // A three-valued answer; absent with an error.
  std::optional<Outcome> AnswerOf(const Expression& expression, const Scope& subject, Outcome if_true,
                                  Outcome if_false);
  void Account(const Scope& subject, Finding& finding);
  void Compare(const Scope& subject, Finding& finding);
  void JudgeRounding(const Scope& subject, Finding& finding);
  // Whether a comparison of amounts fails by no more than its printed figures allow.
  bool WithinPrintedPrecision(const Comparison& comparison, const Scope& subject);
  void Word(const Scope& subject, Finding& finding);

  const Rule& rule_;
  Evaluation& evaluation_;
};

}  // namespace clearbudget::rules
