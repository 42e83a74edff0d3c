#include "services/submission/domain/workflow.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace clearbudget::submission {
namespace {

using enum BudgetState;

struct Step {
  BudgetState state;
  Action action;
  std::optional<BudgetState> next;
};

// Every state with every act.
constexpr Step kSteps[] = {
    {kDraft, Action::kEdit, kDraft},
    {kDraft, Action::kSubmit, kSubmitted},
    {kDraft, Action::kReturn, std::nullopt},
    {kDraft, Action::kApprove, std::nullopt},

    {kSubmitted, Action::kEdit, std::nullopt},
    {kSubmitted, Action::kSubmit, std::nullopt},
    {kSubmitted, Action::kReturn, kReturned},
    {kSubmitted, Action::kApprove, kApproved},

    {kReturned, Action::kEdit, kReturned},
    {kReturned, Action::kSubmit, kSubmitted},
    {kReturned, Action::kReturn, std::nullopt},
    {kReturned, Action::kApprove, std::nullopt},

    {kApproved, Action::kEdit, kDraft},
    {kApproved, Action::kSubmit, std::nullopt},
    {kApproved, Action::kReturn, std::nullopt},
    {kApproved, Action::kApprove, std::nullopt},
};

TEST(Workflow, EveryStateWithEveryAct) {
  for (const Step& step : kSteps) {
    EXPECT_EQ(NextState(step.state, step.action), step.next)
        << StateName(step.state) << " " << ActionName(step.action);
  }
}

struct Demanded {
  Action action;
  BudgetOrigin origin;
  Demands demands;
};

constexpr Demanded kDemands[] = {
    {Action::kEdit, BudgetOrigin::kPrepared, {.sound = false, .legal_date = false, .other_person = false}},
    {Action::kEdit, BudgetOrigin::kRecorded, {.sound = false, .legal_date = false, .other_person = false}},
    {Action::kSubmit, BudgetOrigin::kPrepared, {.sound = true, .legal_date = false, .other_person = false}},
    {Action::kSubmit, BudgetOrigin::kRecorded, {.sound = false, .legal_date = false, .other_person = false}},
    {Action::kReturn, BudgetOrigin::kPrepared, {.sound = false, .legal_date = false, .other_person = false}},
    {Action::kReturn, BudgetOrigin::kRecorded, {.sound = false, .legal_date = false, .other_person = false}},
    {Action::kApprove, BudgetOrigin::kPrepared, {.sound = false, .legal_date = true, .other_person = true}},
    {Action::kApprove, BudgetOrigin::kRecorded, {.sound = false, .legal_date = false, .other_person = true}},
};

TEST(Workflow, WhatEachActDemands) {
  for (const Demanded& row : kDemands) {
    EXPECT_EQ(DemandsOf(row.action, row.origin), row.demands)
        << ActionName(row.action) << " of origin " << static_cast<int>(row.origin);
  }
}

}  // namespace
}  // namespace clearbudget::submission
