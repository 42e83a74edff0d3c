// A statement: a revision's disclosable content as a document.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/statement_plan.h"

namespace clearbudget::disclosure {

enum class RevisionState { kSubmitted, kReturned, kApproved, kSuperseded };

// What of a revision may be published. Records are shared, since they are large and never change.
struct DisclosableRevision {
  std::string name;
  std::string digest;       // Of the content below.
  std::string pack_digest;  // The pack that the revision is published by.
  int year = 0;
  RevisionState state = RevisionState::kSubmitted;
  bool adjusted = false;       // The budget as adjusted within the year.
  bool recorded = false;       // Recorded from a statement that was published outside the suite.
  bool demonstration = false;  // Invented.
  std::string approval_date;   // The day that counts in law, YYYY-MM-DD; empty where none was given.
  std::string approval_document_number;  // Empty where none was given.
  std::string agency_full_name;
  std::string agency_short_name;
  std::string region_name;
  std::shared_ptr<const facts::Record> content;
  std::shared_ptr<const facts::Record> report;  // Of the checks.
};

// An evaluation of the revision.
struct EvaluationOfRevision {
  std::string name;
  std::string revision;        // The revision evaluated.
  bool demonstration = false;  // The progress is invented.
  std::shared_ptr<const facts::Record> record;
};

struct Statement {
  Document document;
  // Where the document says that data are missing, in order.
  std::vector<std::string> insufficient_places;
};

// Composes the statement with the annexes asked for. Nothing in it depends on time or machine.
// Errors: FAILED_PRECONDITION where the pack has no outline for an annex, or a table whose cells do not fit.
absl::StatusOr<Statement> ComposeStatement(const StatementPlan& plan, const DisclosableRevision& revision,
                                           const EvaluationOfRevision* evaluation, bool include_findings);

}  // namespace clearbudget::disclosure
