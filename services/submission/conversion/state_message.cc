#include "services/submission/conversion/head_message.h"

namespace clearbudget::submission {

budget::v1::StatementKind ToMessage(StatementKind kind) {
  return kind == StatementKind::kBudget ? budget::v1::STATEMENT_KIND_BUDGET
                                        : budget::v1::STATEMENT_KIND_ADJUSTED_BUDGET;
}

budget::v1::BudgetOrigin ToMessage(BudgetOrigin origin) {
  return origin == BudgetOrigin::kPrepared ? budget::v1::BUDGET_ORIGIN_PREPARED
                                           : budget::v1::BUDGET_ORIGIN_RECORDED;
}

budget::v1::BudgetState ToMessage(BudgetState state) {
  switch (state) {
    case BudgetState::kDraft:
      return budget::v1::BUDGET_STATE_DRAFT;
    case BudgetState::kSubmitted:
      return budget::v1::BUDGET_STATE_SUBMITTED;
    case BudgetState::kReturned:
      return budget::v1::BUDGET_STATE_RETURNED;
    case BudgetState::kApproved:
      return budget::v1::BUDGET_STATE_APPROVED;
  }
  return budget::v1::BUDGET_STATE_UNSPECIFIED;
}

budget::v1::RevisionState ToMessage(RevisionState state) {
  switch (state) {
    case RevisionState::kSubmitted:
      return budget::v1::REVISION_STATE_SUBMITTED;
    case RevisionState::kReturned:
      return budget::v1::REVISION_STATE_RETURNED;
    case RevisionState::kApproved:
      return budget::v1::REVISION_STATE_APPROVED;
    case RevisionState::kSuperseded:
      return budget::v1::REVISION_STATE_SUPERSEDED;
  }
  return budget::v1::REVISION_STATE_UNSPECIFIED;
}

std::optional<StatementKind> KindFromMessage(budget::v1::StatementKind kind) {
  for (const StatementKind known : {StatementKind::kBudget, StatementKind::kAdjustedBudget}) {
    if (ToMessage(known) == kind) return known;
  }
  return std::nullopt;
}

std::optional<BudgetOrigin> OriginFromMessage(budget::v1::BudgetOrigin origin) {
  for (const BudgetOrigin known : {BudgetOrigin::kPrepared, BudgetOrigin::kRecorded}) {
    if (ToMessage(known) == origin) return known;
  }
  return std::nullopt;
}

std::optional<BudgetState> StateFromMessage(budget::v1::BudgetState state) {
  for (const BudgetState known :
       {BudgetState::kDraft, BudgetState::kSubmitted, BudgetState::kReturned, BudgetState::kApproved}) {
    if (ToMessage(known) == state) return known;
  }
  return std::nullopt;
}

std::optional<RevisionState> StateFromMessage(budget::v1::RevisionState state) {
  for (const RevisionState known : {RevisionState::kSubmitted, RevisionState::kReturned,
                                    RevisionState::kApproved, RevisionState::kSuperseded}) {
    if (ToMessage(known) == state) return known;
  }
  return std::nullopt;
}

}  // namespace clearbudget::submission
