#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
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
using ::testing::ElementsAre;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

class DraftUseCases : public ::testing::Test {
 protected:
  const names::BudgetName budget_{"130303", "101", 2020};
  UseCaseFixture fixture_;
  UseCases& run_ = fixture_.use_cases;

  void Create() {
    ASSERT_THAT(run_.create_budget.Run(kRegionScope, ActBy("张三", "CreateBudget", "create"),
                                       fixture_.Budget(BudgetOrigin::kPrepared)),
                IsOk());
  }

  const ports::Effect& Effect() { return fixture_.store.LastEffect(); }

  std::string Etag() { return EtagOf(*fixture_.store.FindHead(kRegionScope, budget_)); }

  // One line of each function; the contract would refuse two of one key in one content.
  facts::RecordList Lines(const std::vector<std::string>& functions) {
    facts::RecordList lines;
    for (const std::string& function : functions) {
      const facts::Record content = fixture_.Content({function});
      lines.push_back(content.Get("lines").AsList()->front());
    }
    return lines;
  }

  LineBatch Batch(const std::vector<std::string>& lines, const std::vector<std::string>& removals = {}) {
    LineBatch batch;
    batch.name = budget_;
    batch.etag = Etag();
    batch.lines = Lines(lines);
    batch.removals = Lines(removals);
    return batch;
  }

  absl::StatusOr<LinesWritten> Write(const LineBatch& batch, const std::string& request_id) {
    return run_.write_budget_lines.Run(kRegionScope, ActBy("张三", "WriteBudgetLines", request_id), batch);
  }
};

TEST_F(DraftUseCases, ABudgetIsCreatedWithItsLinesAndItsPackIsPinned) {
  Create();
  const auto draft = run_.get_budget.Run(kRegionScope, budget_, View::kFull);
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->head.pack_digest, "cb1:sha256:test");
  EXPECT_EQ(draft->head.line_count, 2);
  EXPECT_EQ(draft->lines.size(), 2U);
  EXPECT_TRUE(run_.get_budget.Run(kRegionScope, budget_, View::kContent)->lines.empty());
  EXPECT_TRUE(run_.get_budget.Run(kRegionScope, budget_, View::kHead)->content.empty());
  EXPECT_THAT(fixture_.store.FindPack("cb1:sha256:test"), IsOk());
  EXPECT_THAT(run_.create_budget.Run(kRegionScope, ActBy("李四", "CreateBudget", "again"),
                                     fixture_.Budget(BudgetOrigin::kPrepared)),
              HasReason(Reason::kAlreadyExists));
}

TEST_F(DraftUseCases, WhatABudgetCannotBeCreatedWith) {
  NewBudget budget = fixture_.Budget(BudgetOrigin::kPrepared);
  budget.name.agency = "999";
  EXPECT_THAT(run_.create_budget.Run(kRegionScope, ActBy("张三", "CreateBudget", "a"), budget),
              HasReason(Reason::kNotFound));
  budget = fixture_.Budget(BudgetOrigin::kPrepared);
  budget.pack = "unknown";
  EXPECT_THAT(run_.create_budget.Run(kRegionScope, ActBy("张三", "CreateBudget", "b"), budget),
              HasReason(Reason::kPackUnknown));
  budget = fixture_.Budget(BudgetOrigin::kPrepared);
  budget.name.year = 2019;
  EXPECT_THAT(run_.create_budget.Run(kRegionScope, ActBy("张三", "CreateBudget", "c"), budget),
              HasReason(Reason::kPackInvalid));
}

TEST_F(DraftUseCases, LinesAreAddedReplacedAndRemovedTogether) {
  Create();
  const auto written = Write(Batch({"205", "208"}, {"201"}), "w1");
  ASSERT_THAT(written, IsOk());
  EXPECT_EQ(written->added, 1);
  EXPECT_EQ(written->replaced, 1);
  EXPECT_EQ(written->removed, 1);
  EXPECT_EQ(written->head.line_count, 2);
  LineBatch all = Batch({"210"});
  all.replace_all = true;
  const auto replaced = Write(all, "w2");
  ASSERT_THAT(replaced, IsOk());
  EXPECT_EQ(replaced->removed, 2);
  EXPECT_EQ(replaced->head.line_count, 1);
  EXPECT_EQ(fixture_.store.ReadLines(kRegionScope, budget_, "", 9)->size(), 1U);
}

TEST_F(DraftUseCases, TheTrailTellsWhatBecameOfEachLine) {
  Create();
  EXPECT_THAT(Effect().changes, Contains(FieldChange{"state", std::nullopt, "DRAFT"}));
  EXPECT_THAT(Effect().changes, Contains(FieldChange{"content.lines[function=201]", std::nullopt,
                                                     R"({"amount":"1.00","function":"201"})"}));
  LineBatch batch = Batch({"205", "208"}, {"201"});
  batch.lines[0].Set("amount", facts::Value(*money::Amount::FromFen(250)));
  ASSERT_THAT(Write(batch, "w1"), IsOk());
  EXPECT_THAT(
      Effect().changes,
      ElementsAre(
          FieldChange{"content.lines[function=205].amount", "1.00", "2.50"},
          FieldChange{"content.lines[function=208]", std::nullopt, R"({"amount":"1.00","function":"208"})"},
          FieldChange{"content.lines[function=201]", R"({"amount":"1.00","function":"201"})", std::nullopt}));
  LineBatch all = Batch({"208"});
  all.replace_all = true;
  ASSERT_THAT(Write(all, "w2"), IsOk());
  EXPECT_THAT(Effect().changes,
              ElementsAre(FieldChange{"line_count", "2", "1"},
                          FieldChange{"content.lines[function=205]", R"({"amount":"2.50","function":"205"})",
                                      std::nullopt}))
      << "a line that stays the same is no change";
}

TEST_F(DraftUseCases, EveryRemovedLineIsCountedAndTheFirstAreTold) {
  std::vector<std::string> functions;
  for (int i = 0; i < 700; ++i) functions.push_back(std::to_string(2'010'000 + i));
  NewBudget budget = fixture_.Budget(BudgetOrigin::kPrepared);
  budget.content = fixture_.Content(functions);
  ASSERT_THAT(run_.create_budget.Run(kRegionScope, ActBy("张三", "CreateBudget", "create"), budget), IsOk());
  EXPECT_EQ(Effect().changes.size(), ports::Effect::kMostChanges);
  EXPECT_GT(Effect().count, 700);
  LineBatch all = Batch({"2010005", "205"});
  all.replace_all = true;
  ASSERT_THAT(Write(all, "w"), IsOk());
  // 699 go, one comes, one stays, and the number of lines is another.
  EXPECT_EQ(Effect().count, 699 + 1 + 1);
  EXPECT_EQ(Effect().changes.size(), ports::Effect::kMostChanges);
}

TEST_F(DraftUseCases, ABatchWithAMistakeWritesNothingAndNamesEveryPath) {
  Create();
  EXPECT_THAT(Write(Batch({"208", "208"}), "w1"), HasViolation("lines[1]", Reason::kDuplicateKey));
  const auto refused = Write(Batch({"208"}, {"999", "208"}), "w2");
  EXPECT_THAT(refused, HasViolation("removals[0].line", Reason::kReferenceUnknown));
  EXPECT_THAT(refused, HasViolation("removals[1].line", Reason::kDuplicateKey));
  EXPECT_EQ(fixture_.store.FindHead(kRegionScope, budget_)->change_number, 1);
  EXPECT_EQ(fixture_.store.ReadLines(kRegionScope, budget_, "", 9)->size(), 2U);
}

TEST_F(DraftUseCases, AnEtagOfAnotherStateIsRefused) {
  Create();
  const LineBatch batch = Batch({"208"});
  ASSERT_THAT(Write(batch, "w1"), IsOk());
  EXPECT_THAT(Write(batch, "w2"), HasReason(Reason::kEtagMismatch));
}

TEST_F(DraftUseCases, AMaskReplacesWhatItNamesAndNothingElse) {
  Create();
  const auto updated = run_.update_budget.Run(
      kRegionScope, ActBy("李四", "UpdateBudget", "u1"),
      {.name = budget_,
       .etag = Etag(),
       .mask = {"content.department", "source"},
       .source = {.source_system = "s", .external_id = {}, .document_number = {}, .document_title = {}},
       .content = std::nullopt});
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->source.source_system, "s");
  EXPECT_THAT(Effect().changes,
              Contains(FieldChange{"content.department.introduction", "某部门", std::nullopt}));
  EXPECT_THAT(Effect().changes, Contains(FieldChange{"source.source_system", std::nullopt, "s"}));
  ASSERT_EQ(updated->editors.size(), 2U);
  EXPECT_EQ(updated->editors.back().person, "李四");
  const auto draft = run_.get_budget.Run(kRegionScope, budget_, View::kFull);
  EXPECT_EQ(draft->lines.size(), 2U);
  EXPECT_EQ(draft->content, fixture_.codec.EncodeContent(fixture_.codec.EmptyContent()));
  const auto refused = run_.update_budget.Run(kRegionScope, ActBy("李四", "UpdateBudget", "u2"),
                                              {.name = budget_,
                                               .etag = Etag(),
                                               .mask = {"pack", "content.lines"},
                                               .source = {},
                                               .content = std::nullopt});
  EXPECT_THAT(refused, HasViolation("update_mask", Reason::kFieldMaskMalformed));
}

TEST_F(DraftUseCases, LinesOfADraftAndOfARevisionComeByPageInOneOrder) {
  Create();
  ASSERT_THAT(Write(Batch({"208", "210", "221"}), "w1"), IsOk());
  ASSERT_THAT(run_.submit_budget.Run(kRegionScope, ActBy("张三", "SubmitBudget", "s"), budget_, Etag(), ""),
              IsOk());
  std::vector<std::string> keys[2];
  for (const bool frozen : {false, true}) {
    ports::PageRequest page{.size = 2, .token = {}, .subject = "account:张三"};
    do {
      const auto lines = run_.list_budget_lines.Run(kRegionScope, budget_,
                                                    frozen ? std::optional<int64_t>(1) : std::nullopt, page);
      ASSERT_THAT(lines, IsOk());
      for (const StoredLine& line : lines->lines) keys[frozen].push_back(line.key);
      page.token = lines->next_page_token;
    } while (!page.token.empty());
  }
  EXPECT_EQ(keys[0].size(), 5U);
  EXPECT_EQ(keys[0], keys[1]);
}

TEST_F(DraftUseCases, APageTokenHoldsForItsListAndItsCallerOnly) {
  Create();
  const ports::PageRequest page{.size = 1, .token = {}, .subject = "account:张三"};
  const auto first = run_.list_budget_lines.Run(kRegionScope, budget_, std::nullopt, page);
  ASSERT_THAT(first, IsOk());
  ports::PageRequest other{.size = 1, .token = first->next_page_token, .subject = "account:李四"};
  EXPECT_THAT(run_.list_budget_lines.Run(kRegionScope, budget_, std::nullopt, other),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  EXPECT_THAT(run_.list_budget_revisions.Run(kRegionScope, budget_,
                                             {.size = 1, .token = first->next_page_token, .subject = {}}),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  EXPECT_THAT(
      run_.list_budget_changes.Run(kRegionScope, {"130303", "101"},
                                   {.size = 1, .token = first->next_page_token, .subject = "account:张三"}),
      HasViolation("cursor", Reason::kPageTokenMalformed));
}

TEST_F(DraftUseCases, ADepartmentIsJudgedWithTheUnitsBelowIt) {
  Agency unit;
  unit.name = {"130303", "101002"};
  unit.attributes.push_back({.valid_from = {2018, 1, 1}, .parent = "101", .full_name = "某单位"});
  ASSERT_THAT(run_.create_agency.Run(kRegionScope, ActBy("登记员", "CreateAgency", "unit"), unit), IsOk());
  Create();
  ASSERT_THAT(run_.check_budget.Run(kRegionScope, budget_, std::nullopt, false), IsOk());
  EXPECT_EQ(fixture_.library.judged_by, std::vector<std::string>{"cb1:sha256:test"});
  EXPECT_EQ(fixture_.agency_register->AgencyAndUnits({"130303", "101"}, 2020),
            (std::set<std::string>{"101", "101002"}));
  EXPECT_TRUE(fixture_.agency_register->IsUnitOf(unit.name, {"130303", "101"}, {2020, 1, 1}));
  EXPECT_FALSE(fixture_.agency_register->IsUnitOf({"130303", "101"}, unit.name, {2020, 1, 1}));
  EXPECT_FALSE(fixture_.agency_register->IsUnitOf(unit.name, {"130303", "101"}, {2017, 1, 1}));
}

}  // namespace
}  // namespace clearbudget::submission
