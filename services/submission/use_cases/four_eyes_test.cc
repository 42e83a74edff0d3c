// Who approves has no hand in what he approves: by person, whatever the account, the role or the delegation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/domain/etag.h"
#include "services/submission/testing/use_case_fixture.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using ports::FieldChange;
using ::testing::Contains;
using testing::HasReason;
using testing::IsOk;

class FourEyes : public ::testing::Test {
 protected:
  const names::BudgetName budget_{"130303", "101", 2020};
  UseCaseFixture fixture_;
  UseCases& run_ = fixture_.use_cases;

  static ports::Act Act(const identity::Caller& caller, const std::string& method,
                        const std::string& request_id) {
    ports::Act act = ActBy(caller.person, method, request_id);
    act.caller = caller;
    return act;
  }

  static identity::Caller Person(const std::string& person, const std::string& account) {
    return {.subject = account, .person = person};
  }

  static identity::Caller For(const std::string& delegator, identity::Caller caller) {
    caller.delegator = delegator;
    caller.delegation = "regions/130303/delegations/leave";
    return caller;
  }

  std::string Etag() { return EtagOf(*fixture_.store.FindHead(kRegionScope, budget_)); }

  void Create(const identity::Caller& caller, BudgetOrigin origin = BudgetOrigin::kPrepared) {
    ASSERT_THAT(
        run_.create_budget.Run(kRegionScope, Act(caller, "CreateBudget", "create"), fixture_.Budget(origin)),
        IsOk());
  }

  void Edit(const identity::Caller& caller, const std::string& request_id) {
    ASSERT_THAT(run_.update_budget.Run(kRegionScope, Act(caller, "UpdateBudget", request_id),
                                       {.name = budget_,
                                        .etag = Etag(),
                                        .mask = {"source"},
                                        .source = {.source_system = request_id,
                                                   .external_id = {},
                                                   .document_number = {},
                                                   .document_title = {}},
                                        .content = std::nullopt}),
                IsOk());
  }

  RevisionHead Submit(const identity::Caller& caller, const std::string& request_id = "submit") {
    const auto revision = run_.submit_budget.Run(kRegionScope, Act(caller, "SubmitBudget", request_id),
                                                 budget_, Etag(), "请审");
    EXPECT_THAT(revision, IsOk());
    return *revision;
  }

  absl::StatusOr<RevisionHead> Approve(const identity::Caller& caller, const RevisionHead& revision,
                                       const std::string& request_id = "approve") {
    return run_.approve_budget.Run(
        kRegionScope, Act(caller, "ApproveBudget", request_id), revision.name, Etag(),
        {.digest = revision.digest, .legal_date = "2020-02-01", .document_number = "1号", .comment = "同意"});
  }
};

TEST_F(FourEyes, NobodyWithAHandInItApproves) {
  Create(Person("张三", "oidc:1"));
  Edit(For("钱七", Person("王五", "oidc:2")), "edit");
  Edit(Person("赵六", "oidc:3"), "last");
  const RevisionHead revision = Submit(For("孙八", Person("周九", "oidc:4")));
  EXPECT_EQ(revision.submission.delegator, "孙八");
  EXPECT_EQ(revision.submission.delegation, "regions/130303/delegations/leave");
  int n = 0;
  for (const identity::Caller& caller :
       {Person("张三", "oidc:90"), Person("王五", "oidc:91"), Person("钱七", "oidc:92"),
        Person("赵六", "oidc:93"), Person("周九", "oidc:94"), Person("孙八", "oidc:95"),
        Person(" 赵　六", "oidc:96"),
        Person("李四", "oidc:3"),                // The account of an editor with another person.
        For("张三", Person("李四", "oidc:97")),  // In the power of one who wrote it.
        For("孙八", Person("李四", "oidc:98")),  // In the power that the submission used.
        Person("", "platform:a"), For("李四", Person("", "platform:a"))}) {
    EXPECT_THAT(Approve(caller, revision, "a" + std::to_string(n++)), HasReason(Reason::kOtherPersonRequired))
        << caller.person << " " << caller.subject << " " << caller.delegator;
  }
  const auto approved = Approve(For("吴十", Person("李四", "oidc:99")), revision);
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->decision.delegator, "吴十");
}

TEST_F(FourEyes, APlatformSubmitsAndNeverApproves) {
  const identity::Caller platform{.subject = "platform:a", .person = ""};
  for (const BudgetOrigin origin : {BudgetOrigin::kPrepared, BudgetOrigin::kRecorded}) {
    UseCaseFixture fixture;
    const auto head = fixture.use_cases.create_budget.Run(kRegionScope, Act(platform, "CreateBudget", "c"),
                                                          fixture.Budget(origin));
    ASSERT_THAT(head, IsOk());
    const auto revision = fixture.use_cases.submit_budget.Run(
        kRegionScope, Act(platform, "SubmitBudget", "s"), head->name, EtagOf(*head), "");
    ASSERT_THAT(revision, IsOk());
    const std::string etag = EtagOf(*fixture.store.FindHead(kRegionScope, head->name));
    const Approval approval{
        .digest = revision->digest, .legal_date = "2020-02-01", .document_number = {}, .comment = {}};
    const identity::Caller another{.subject = "platform:b", .person = ""};
    EXPECT_THAT(fixture.use_cases.approve_budget.Run(kRegionScope, Act(another, "ApproveBudget", "a"),
                                                     revision->name, etag, approval),
                HasReason(Reason::kOtherPersonRequired));
    EXPECT_THAT(fixture.use_cases.approve_budget.Run(kRegionScope,
                                                     Act(Person("李四", "oidc:1"), "ApproveBudget", "b"),
                                                     revision->name, etag, approval),
                IsOk());
  }
}

TEST_F(FourEyes, AReturnDoesNotWashTheHandsAndAnApprovalDoes) {
  Create(Person("张三", "oidc:1"));
  const RevisionHead first = Submit(Person("王五", "oidc:2"));
  ASSERT_THAT(run_.return_budget.Run(kRegionScope, Act(Person("李四", "oidc:3"), "ReturnBudget", "r"),
                                     first.name, Etag(), "缺少说明"),
              IsOk());
  EXPECT_THAT(fixture_.store.LastEffect().changes,
              Contains(FieldChange{"revisions[1].decision.comment", std::nullopt, "缺少说明"}));
  Edit(Person("王五", "oidc:2"), "small");
  const RevisionHead second = Submit(Person("王五", "oidc:2"), "submit-2");
  // What he wrote before the first submission is still in the second.
  EXPECT_THAT(Approve(Person("张三", "oidc:1"), second, "a1"), HasReason(Reason::kOtherPersonRequired));
  ASSERT_THAT(Approve(Person("李四", "oidc:3"), second, "a2"), IsOk());
  EXPECT_THAT(fixture_.store.LastEffect().changes,
              Contains(FieldChange{"approved_digest", std::nullopt, second.digest}));
  EXPECT_THAT(fixture_.store.LastEffect().changes,
              Contains(FieldChange{"revisions[2].decision.document_number", std::nullopt, "1号"}));
  Edit(Person("王五", "oidc:2"), "next");
  const RevisionHead third = Submit(Person("王五", "oidc:2"), "submit-3");
  EXPECT_THAT(Approve(Person("张三", "oidc:1"), third, "a3"), IsOk());
}

TEST_F(FourEyes, WhoSawAnEarlierRevisionIsToldTheCurrentOne) {
  Create(Person("张三", "oidc:1"));
  const RevisionHead first = Submit(Person("张三", "oidc:1"));
  const std::string seen = Etag();
  ASSERT_THAT(run_.return_budget.Run(kRegionScope, Act(Person("李四", "oidc:3"), "ReturnBudget", "r"),
                                     first.name, seen, "x"),
              IsOk());
  Submit(Person("张三", "oidc:1"), "submit-2");
  const auto refused = run_.approve_budget.Run(
      kRegionScope, Act(Person("李四", "oidc:3"), "ApproveBudget", "a"), first.name, seen,
      {.digest = first.digest, .legal_date = "2020-02-01", .document_number = {}, .comment = {}});
  EXPECT_THAT(refused, HasReason(Reason::kStateForbids));
  EXPECT_EQ(errors::MetadataOf(refused.status())["expected"],
            "regions/130303/agencies/101/budgets/2020/revisions/2");
}

TEST_F(FourEyes, ThePersonIsJudgedBeforeDigestDateEtagAndState) {
  Create(Person("张三", "oidc:1"));
  const RevisionHead revision = Submit(Person("张三", "oidc:1"));
  const identity::Caller self = Person("张三", "oidc:1");
  int n = 0;
  const auto approve = [&](const std::string& etag, const std::string& digest, const std::string& date) {
    return run_.approve_budget.Run(
        kRegionScope, Act(self, "ApproveBudget", "self" + std::to_string(n++)), revision.name, etag,
        {.digest = digest, .legal_date = date, .document_number = {}, .comment = {}});
  };
  const std::string waiting = Etag();
  EXPECT_THAT(approve(waiting, "cb1:sha256:other", "2020-02-01"), HasReason(Reason::kOtherPersonRequired));
  EXPECT_THAT(approve(waiting, revision.digest, ""), HasReason(Reason::kOtherPersonRequired));
  EXPECT_THAT(approve("old", revision.digest, "2020-02-01"), HasReason(Reason::kOtherPersonRequired));
  ASSERT_THAT(Approve(Person("李四", "oidc:3"), revision), IsOk());
  EXPECT_THAT(approve(Etag(), revision.digest, "2020-02-01"), HasReason(Reason::kOtherPersonRequired));
  Edit(self, "next");
  Submit(self, "submit-2");
  EXPECT_THAT(approve(waiting, revision.digest, "2020-02-01"), HasReason(Reason::kOtherPersonRequired));
}

TEST_F(FourEyes, AnAccountInOtherHandsDoesNotGetItsEarlierAnswers) {
  Create(Person("张三", "oidc:1"));
  const RevisionHead revision = Submit(Person("张三", "oidc:1"));
  const std::string etag = Etag();
  const auto approve = [&](const std::string& person) {
    return run_.approve_budget.Run(
        kRegionScope, Act(Person(person, "oidc:3"), "ApproveBudget", "a"), revision.name, etag,
        {.digest = revision.digest, .legal_date = "2020-02-01", .document_number = {}, .comment = {}});
  };
  ASSERT_THAT(approve("李四"), IsOk());
  EXPECT_THAT(approve("李四"), IsOk()) << "a repeated request";
  EXPECT_THAT(approve("吴十"), HasReason(Reason::kRequestIdReused));
}

TEST_F(FourEyes, OfTwoThatDecideAtOnceOneWinsAndTheOtherIsTold) {
  for (int round = 0; round < 20; ++round) {
    UseCaseFixture fixture;
    UseCases& run = fixture.use_cases;
    const auto head = run.create_budget.Run(kRegionScope, Act(Person("张三", "oidc:1"), "CreateBudget", "c"),
                                            fixture.Budget(BudgetOrigin::kPrepared));
    ASSERT_THAT(head, IsOk());
    const auto revision = run.submit_budget.Run(
        kRegionScope, Act(Person("张三", "oidc:1"), "SubmitBudget", "s"), head->name, EtagOf(*head), "");
    ASSERT_THAT(revision, IsOk());
    const std::string etag = EtagOf(*fixture.store.FindHead(kRegionScope, head->name));
    std::vector<absl::Status> results(3);
    {
      std::vector<std::jthread> deciders;
      for (size_t i = 0; i < 2; ++i) {
        deciders.emplace_back([&, i] {
          const std::string n = std::to_string(i);
          results[i] = run.approve_budget
                           .Run(kRegionScope, Act(Person("批" + n, "oidc:9" + n), "ApproveBudget", n),
                                revision->name, etag,
                                {.digest = revision->digest,
                                 .legal_date = "2020-02-01",
                                 .document_number = {},
                                 .comment = {}})
                           .status();
        });
      }
      deciders.emplace_back([&] {
        results[2] = run.return_budget
                         .Run(kRegionScope, Act(Person("退", "oidc:80"), "ReturnBudget", "r"), revision->name,
                              etag, "x")
                         .status();
      });
    }
    int stored = 0;
    for (const absl::Status& result : results) {
      if (result.ok()) {
        ++stored;
      } else {
        EXPECT_EQ(result.code(), absl::StatusCode::kAborted) << result.ToString();
        EXPECT_THAT(result, HasReason(Reason::kEtagMismatch));
      }
    }
    EXPECT_EQ(stored, 1);
  }
}

}  // namespace
}  // namespace clearbudget::submission
