#pragma once

#include <optional>
#include <string_view>

// The way of a budget from draft to approval: which acts its state allows, and what an act demands.
namespace clearbudget::submission {

enum class BudgetState { kDraft, kSubmitted, kReturned, kApproved };
enum class RevisionState { kSubmitted, kReturned, kApproved, kSuperseded };

// How a budget came into the suite: prepared here, or recorded from a published statement.
enum class BudgetOrigin { kPrepared, kRecorded };

enum class Action { kEdit, kSubmit, kReturn, kApprove };

std::string_view StateName(BudgetState state);
std::string_view StateName(RevisionState state);
// As the permissions of the contract write it: "submitted".
std::string_view StateWord(BudgetState state);
std::string_view ActionName(Action action);

// The state after the act; absent where the state does not allow it. Editing an approved budget begins its
// next draft: the approved revision stays in force until a later one is approved.
std::optional<BudgetState> NextState(BudgetState state, Action action);

// What must hold beside the state.
struct Demands {
  bool sound = false;         // No finding stands in the way (see soundness.h).
  bool legal_date = false;    // The day of the act in law is given.
  bool other_person = false;  // Nobody who acts submitted or wrote what is decided on.

  bool operator==(const Demands&) const = default;
};

Demands DemandsOf(Action action, BudgetOrigin origin);

}  // namespace clearbudget::submission
