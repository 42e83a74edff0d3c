// The verdicts of rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/rules/evaluation.h"
#include "common/rules/rule.h"

namespace clearbudget::rules {

// What became of one rule on one subject.
enum class Outcome { kPass, kFail, kExplained, kNotApplicable, kInsufficientData, kRuleError };

std::string_view OutcomeName(Outcome outcome);     // "insufficient_data"
std::string_view SeverityName(Severity severity);  // "warning"

struct Finding {
  std::string rule_id;
  int rule_version = 0;
  Outcome outcome = Outcome::kPass;
  Severity severity = Severity::kError;
  // The subject; empty for the whole. Of a grouped finding the list, without positions.
  std::string path;
  // The subjects that a grouped finding stands for; empty for others.
  std::vector<std::string> subjects;
  LocalizedText title;
  LocalizedText message;  // Of a rule error: what could not be computed.
  LocalizedText hint;
  // Of a requirement that compares; canonical text, empty where blank or where nothing is compared.
  std::string actual;
  std::string expected;
  std::string difference;  // actual - expected, of numbers and amounts.
  std::string unit;
  std::vector<Evidence> evidence;
  std::vector<std::string> missing;
  std::string legal_basis;
  std::string explanation;
  // True: the difference is no more than printed precision makes. The severity is then advisory.
  bool rounding_hint = false;
};

struct OutcomeCounts {
  int passed = 0;
  int failed = 0;
  int explained = 0;
  int not_applicable = 0;
  int insufficient_data = 0;
  int rule_errors = 0;
};

struct Report {
  // Every outcome but pass and not applicable, gravest first, then in the order of the pack and of the
  // content.
  std::vector<Finding> findings;
  // Pass and not applicable; only where asked for.
  std::vector<Finding> silent_findings;
  // Verdicts, one for each rule and subject. A rule without any subject is one verdict: not applicable.
  OutcomeCounts counts;

  // True where a rule of severity fatal or error failed or lacks data (nothing then shows that the content is
  // sound), or where one of severity explain failed and is not explained. A rule error is no verdict and does
  // not block.
  bool Blocks() const;
};

}  // namespace clearbudget::rules
