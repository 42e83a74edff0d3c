#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/names/resource_name.h"
#include "services/submission/domain/hand.h"
#include "services/submission/domain/source_reference.h"
#include "services/submission/domain/workflow.h"

namespace clearbudget::submission {

enum class StatementKind { kBudget, kAdjustedBudget };

// What is known of a budget without its content.
struct BudgetHead {
  names::BudgetName name;
  StatementKind kind = StatementKind::kBudget;
  BudgetOrigin origin = BudgetOrigin::kPrepared;
  std::string pack;         // The pack's id.
  std::string pack_digest;  // Pinned at creation.
  bool demonstration = false;
  SourceReference source;
  BudgetState state = BudgetState::kDraft;
  int64_t change_number = 0;  // Counts the changes, from 1; 0: not stored yet.
  int64_t line_count = 0;
  int64_t latest_revision = 0;    // 0: none.
  int64_t approved_revision = 0;  // 0: none.
  std::vector<Hand> editors;      // Who wrote the draft since the last approval, the latest at the end.
  int64_t create_time = 0;        // Microseconds since 1970 UTC.
  int64_t update_time = 0;        // Microseconds since 1970 UTC.

  bool operator==(const BudgetHead&) const = default;
};

// An act of a person on a revision.
struct Decision {
  std::string subject;
  std::string person;
  int64_t act_time = 0;  // Microseconds since 1970 UTC.
  std::string comment;
  std::string legal_date;  // YYYY-MM-DD; empty where none was given.
  std::string document_number;
  std::string delegator;   // Whose power was used; empty for the person's own.
  std::string delegation;  // Under which it was used; empty for none.

  bool operator==(const Decision&) const = default;
};

// What is known of a revision without its content. Only state and decision ever change.
struct RevisionHead {
  names::RevisionName name;
  RevisionState state = RevisionState::kSubmitted;
  std::string digest;           // cb1:sha256:<hex>
  std::string digest_national;  // cb1:sm3:<hex>
  std::string pack;
  std::string pack_digest;
  StatementKind kind = StatementKind::kBudget;
  BudgetOrigin origin = BudgetOrigin::kPrepared;
  bool demonstration = false;
  int64_t line_count = 0;
  std::vector<Hand> editors;  // Who wrote what was frozen, since the approval before.
  Decision submission;
  Decision decision;  // Meaningless while the state is kSubmitted.

  bool operator==(const RevisionHead&) const = default;
};

// The answer to a batch of lines.
struct LinesWritten {
  BudgetHead head;
  int64_t added = 0;
  int64_t replaced = 0;
  int64_t removed = 0;

  bool operator==(const LinesWritten&) const = default;
};

}  // namespace clearbudget::submission
