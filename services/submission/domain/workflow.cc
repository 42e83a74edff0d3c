#include "services/submission/domain/workflow.h"

namespace clearbudget::submission {

std::string_view StateName(BudgetState state) {
  switch (state) {
    case BudgetState::kDraft:
      return "DRAFT";
    case BudgetState::kSubmitted:
      return "SUBMITTED";
    case BudgetState::kReturned:
      return "RETURNED";
    case BudgetState::kApproved:
      return "APPROVED";
  }
  return "";
}

std::string_view StateName(RevisionState state) {
  switch (state) {
    case RevisionState::kSubmitted:
      return "SUBMITTED";
    case RevisionState::kReturned:
      return "RETURNED";
    case RevisionState::kApproved:
      return "APPROVED";
    case RevisionState::kSuperseded:
      return "SUPERSEDED";
  }
  return "";
}

std::string_view StateWord(BudgetState state) {
  switch (state) {
    case BudgetState::kDraft:
      return "draft";
    case BudgetState::kSubmitted:
      return "submitted";
    case BudgetState::kReturned:
      return "returned";
    case BudgetState::kApproved:
      return "approved";
  }
  return "";
}

std::string_view ActionName(Action action) {
  switch (action) {
    case Action::kEdit:
      return "edit";
    case Action::kSubmit:
      return "submit";
    case Action::kReturn:
      return "return";
    case Action::kApprove:
      return "approve";
  }
  return "";
}

std::optional<BudgetState> NextState(BudgetState state, Action action) {
  const bool waits = state == BudgetState::kSubmitted;
  switch (action) {
    case Action::kEdit:
      if (waits) return std::nullopt;
      return state == BudgetState::kApproved ? BudgetState::kDraft : state;
    case Action::kSubmit:
      if (waits || state == BudgetState::kApproved) return std::nullopt;
      return BudgetState::kSubmitted;
    case Action::kReturn:
      if (!waits) return std::nullopt;
      return BudgetState::kReturned;
    case Action::kApprove:
      if (!waits) return std::nullopt;
      return BudgetState::kApproved;
  }
  return std::nullopt;
}

Demands DemandsOf(Action action, BudgetOrigin origin) {
  const bool prepared = origin == BudgetOrigin::kPrepared;
  return Demands{.sound = action == Action::kSubmit && prepared,
                 .legal_date = action == Action::kApprove && prepared,
                 .other_person = action == Action::kApprove};
}

}  // namespace clearbudget::submission
