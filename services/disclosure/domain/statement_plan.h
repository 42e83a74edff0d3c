#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/rules/code_names.h"
#include "common/rules/vocabulary.h"
#include "services/disclosure/domain/composition.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// An outline with the vocabulary that it was compiled in.
struct PlannedOutline {
  std::shared_ptr<const rules::Vocabulary> vocabulary;
  Outline outline;
};

// All that a pack says about statements, compiled once. Immutable and shared by many threads.
struct StatementPlan {
  std::string pack;
  std::string pack_digest;
  Wording wording;
  std::string demonstration_text;  // The banner over what is invented.
  PlannedOutline statement;
  // Over an evaluation, and over the report of the checks. Absent where the pack has no such annex.
  std::optional<PlannedOutline> evaluation_annex;
  std::optional<PlannedOutline> findings_annex;
  // The names of codes in a year. What it gives lives no longer than the plan.
  std::function<std::unique_ptr<rules::CodeNames>(int year)> names_of_year;
};

}  // namespace clearbudget::disclosure
