#include <gtest/gtest.h>

#include <string>

#include "common/errors/error.h"
#include "common/facts/digest.h"
#include "common/testing/status_matchers.h"
#include "services/submission/domain/etag.h"
#include "services/submission/testing/use_case_fixture.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

constexpr char kClerk[] = "张三";
constexpr char kHead[] = "李四";

class WorkflowUseCases : public ::testing::Test {
 protected:
  const names::BudgetName budget_{"130303", "101", 2020};
  const names::RevisionName first_{"130303", "101", 2020, 1};
  UseCaseFixture fixture_;
  UseCases& run_ = fixture_.use_cases;

  BudgetHead Create(BudgetOrigin origin) {
    auto head = run_.create_budget.Run(kRegionScope, ActBy(kClerk, "CreateBudget", "create"),
                                       fixture_.Budget(origin));
    EXPECT_THAT(head, IsOk());
    return *head;
  }

  std::string Etag() { return EtagOf(*fixture_.store.FindHead(kRegionScope, budget_)); }
  BudgetState State() { return fixture_.store.FindHead(kRegionScope, budget_)->state; }

  absl::StatusOr<RevisionHead> Submit(const std::string& request_id) {
    return run_.submit_budget.Run(kRegionScope, ActBy(kClerk, "SubmitBudget", request_id), budget_, Etag(),
                                  "请审");
  }

  absl::StatusOr<RevisionHead> Approve(const RevisionHead& revision, const std::string& request_id) {
    return run_.approve_budget.Run(
        kRegionScope, ActBy(kHead, "ApproveBudget", request_id), revision.name, Etag(),
        {.digest = revision.digest, .legal_date = "2020-02-01", .document_number = "1号", .comment = {}});
  }

  static rules::Finding Finding(rules::Severity severity, rules::Outcome outcome) {
    rules::Finding finding;
    finding.rule_id = "income-equals-expenditure";
    finding.severity = severity;
    finding.outcome = outcome;
    finding.path = "income.total";
    finding.actual = "1.00";
    return finding;
  }
};

TEST_F(WorkflowUseCases, FromDraftToApprovalAndOnToTheNextRevision) {
  Create(BudgetOrigin::kPrepared);
  const auto submitted = Submit("submit-1");
  ASSERT_THAT(submitted, IsOk());
  EXPECT_EQ(submitted->name, first_);
  EXPECT_TRUE(facts::IsDigest(submitted->digest));
  EXPECT_TRUE(facts::IsDigest(submitted->digest_national));
  EXPECT_EQ(State(), BudgetState::kSubmitted);
  const auto approved = Approve(*submitted, "approve-1");
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->state, RevisionState::kApproved);
  EXPECT_EQ(approved->decision.legal_date, "2020-02-01");

  const auto written = run_.write_budget_lines.Run(kRegionScope, ActBy(kClerk, "WriteBudgetLines", "lines"),
                                                   {.name = budget_,
                                                    .etag = Etag(),
                                                    .lines = *fixture_.Content({"208"}).Get("lines").AsList(),
                                                    .removals = {},
                                                    .replace_all = false});
  ASSERT_THAT(written, IsOk());
  EXPECT_EQ(written->head.state, BudgetState::kDraft);
  EXPECT_EQ(written->head.approved_revision, 1);
  const auto second = Submit("submit-2");
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(second->digest, submitted->digest);
  ASSERT_THAT(Approve(*second, "approve-2"), IsOk());
  EXPECT_EQ(fixture_.store.FindRevision(kRegionScope, first_)->state, RevisionState::kSuperseded);
  EXPECT_EQ(fixture_.store.FindRevision(kRegionScope, first_)->digest, submitted->digest);
  EXPECT_EQ(fixture_.store.FindHead(kRegionScope, budget_)->approved_revision, 2);
}

TEST_F(WorkflowUseCases, AReturnedBudgetIsWrittenAndSubmittedAgain) {
  Create(BudgetOrigin::kPrepared);
  const auto submitted = Submit("submit-1");
  ASSERT_THAT(submitted, IsOk());
  const auto refused = run_.update_budget.Run(kRegionScope, ActBy(kClerk, "UpdateBudget", "u"),
                                              {.name = budget_,
                                               .etag = Etag(),
                                               .mask = {"content.department"},
                                               .source = {},
                                               .content = std::nullopt});
  EXPECT_THAT(refused, HasReason(Reason::kStateForbids));
  const auto returned = run_.return_budget.Run(kRegionScope, ActBy(kHead, "ReturnBudget", "return"), first_,
                                               Etag(), "缺少说明");
  ASSERT_THAT(returned, IsOk());
  EXPECT_EQ(returned->state, RevisionState::kReturned);
  EXPECT_EQ(returned->decision.comment, "缺少说明");
  EXPECT_EQ(State(), BudgetState::kReturned);
  const auto again = Submit("submit-2");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name.number, 2);
  EXPECT_THAT(run_.return_budget.Run(kRegionScope, ActBy(kHead, "ReturnBudget", "old"), first_, Etag(), "x"),
              HasReason(Reason::kStateForbids));
}

TEST_F(WorkflowUseCases, AnUnsoundBudgetIsRefusedWhenPreparedAndTakenWhenRecorded) {
  fixture_.library.report.findings = {Finding(rules::Severity::kError, rules::Outcome::kFail),
                                      Finding(rules::Severity::kWarning, rules::Outcome::kFail)};
  Create(BudgetOrigin::kPrepared);
  const auto refused = Submit("submit-1");
  EXPECT_THAT(refused, HasReason(Reason::kBudgetNotSound));
  EXPECT_THAT(refused, HasViolation("income.total", Reason::kRuleBroken));
  EXPECT_EQ(errors::ViolationsOf(refused.status()).size(), 1U);
  EXPECT_EQ(State(), BudgetState::kDraft);

  NewBudget recorded = fixture_.Budget(BudgetOrigin::kRecorded);
  recorded.name.year = 2021;
  const auto head = run_.create_budget.Run(kRegionScope, ActBy(kClerk, "CreateBudget", "recorded"), recorded);
  ASSERT_THAT(head, IsOk());
  const auto submitted = run_.submit_budget.Run(kRegionScope, ActBy(kClerk, "SubmitBudget", "recorded"),
                                                head->name, EtagOf(*head), "");
  ASSERT_THAT(submitted, IsOk());
  const auto view = run_.get_disclosable_view.Run(kRegionScope, submitted->name);
  ASSERT_THAT(view, IsOk());
  EXPECT_EQ(view->checked.report.findings.size(), 2U);
  EXPECT_TRUE(view->checked.submittable);
}

TEST_F(WorkflowUseCases, WhatStandsInTheWayOfASubmission) {
  struct Row {
    rules::Severity severity;
    rules::Outcome outcome;
    bool blocks;
  };
  const Row rows[] = {
      {rules::Severity::kFatal, rules::Outcome::kFail, true},
      {rules::Severity::kError, rules::Outcome::kInsufficientData, true},
      {rules::Severity::kError, rules::Outcome::kRuleError, true},
      {rules::Severity::kError, rules::Outcome::kExplained, false},
      {rules::Severity::kExplain, rules::Outcome::kFail, true},
      {rules::Severity::kExplain, rules::Outcome::kExplained, false},
      {rules::Severity::kExplain, rules::Outcome::kInsufficientData, false},
      {rules::Severity::kWarning, rules::Outcome::kFail, false},
      {rules::Severity::kAdvisory, rules::Outcome::kFail, false},
  };
  Create(BudgetOrigin::kPrepared);
  for (const Row& row : rows) {
    fixture_.library.report.findings = {Finding(row.severity, row.outcome)};
    const auto checked = run_.check_budget.Run(kRegionScope, budget_, std::nullopt, false);
    ASSERT_THAT(checked, IsOk());
    EXPECT_EQ(checked->submittable, !row.blocks)
        << rules::SeverityName(row.severity) << " " << rules::OutcomeName(row.outcome);
  }
}

TEST_F(WorkflowUseCases, ARepeatedSubmissionGetsItsFirstAnswerAlthoughItsEtagIsOld) {
  Create(BudgetOrigin::kPrepared);
  const std::string etag = Etag();
  const ports::Act act = ActBy(kClerk, "SubmitBudget", "submit-1");
  const auto first = run_.submit_budget.Run(kRegionScope, act, budget_, etag, "");
  const auto second = run_.submit_budget.Run(kRegionScope, act, budget_, etag, "");
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(fixture_.store.ListRevisions(kRegionScope, budget_, 0, 9)->size(), 1U);
  EXPECT_THAT(run_.submit_budget.Run(kRegionScope, ActBy(kClerk, "SubmitBudget", "other"), budget_, etag, ""),
              HasReason(Reason::kEtagMismatch));
}

TEST_F(WorkflowUseCases, AnApprovalNeedsAnotherPersonTheDigestAndADate) {
  Create(BudgetOrigin::kPrepared);
  const auto submitted = Submit("submit-1");
  ASSERT_THAT(submitted, IsOk());
  Approval approval{
      .digest = submitted->digest, .legal_date = "2020-02-01", .document_number = {}, .comment = {}};
  EXPECT_THAT(
      run_.approve_budget.Run(kRegionScope, ActBy(kClerk, "ApproveBudget", "a"), first_, Etag(), approval),
      HasReason(Reason::kOtherPersonRequired));
  approval.digest = "cb1:sha256:00";
  EXPECT_THAT(
      run_.approve_budget.Run(kRegionScope, ActBy(kHead, "ApproveBudget", "b"), first_, Etag(), approval),
      HasReason(Reason::kDigestMismatch));
  approval = {.digest = submitted->digest, .legal_date = {}, .document_number = {}, .comment = {}};
  EXPECT_THAT(
      run_.approve_budget.Run(kRegionScope, ActBy(kHead, "ApproveBudget", "c"), first_, Etag(), approval),
      HasViolation("legal_date", Reason::kRequired));
  EXPECT_EQ(State(), BudgetState::kSubmitted);
}

TEST_F(WorkflowUseCases, WhatIsOnlyCheckedLeavesNothing) {
  ports::Act act = ActBy(kClerk, "CreateBudget", "create");
  act.validate_only = true;
  ASSERT_THAT(run_.create_budget.Run(kRegionScope, act, fixture_.Budget(BudgetOrigin::kPrepared)), IsOk());
  EXPECT_THAT(fixture_.store.FindHead(kRegionScope, budget_), HasReason(Reason::kNotFound));
  Create(BudgetOrigin::kPrepared);
  act = ActBy(kClerk, "SubmitBudget", "submit");
  act.validate_only = true;
  ASSERT_THAT(run_.submit_budget.Run(kRegionScope, act, budget_, Etag(), ""), IsOk());
  EXPECT_EQ(State(), BudgetState::kDraft);
  EXPECT_EQ(fixture_.store.ListChanges(kRegionScope, 0, 9)->changes.size(), 1U);
}

}  // namespace
}  // namespace clearbudget::submission
