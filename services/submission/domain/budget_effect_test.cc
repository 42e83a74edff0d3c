#include "services/submission/domain/budget_effect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/facts/catalogue.h"
#include "services/submission/domain/agency_effect.h"
#include "services/submission/domain/delegation_effect.h"

namespace clearbudget::submission {
namespace {

using ports::FieldChange;
using ::testing::Contains;
using ::testing::ElementsAre;

constexpr auto kNothing = std::nullopt;

TEST(BudgetEffect, ASubmissionMovesTheStateAndMakesARevision) {
  BudgetHead before;
  before.name = {"130303", "101", 2020};
  BudgetHead after = before;
  after.state = BudgetState::kSubmitted;
  after.latest_revision = 1;
  RevisionHead revision;
  revision.name = {"130303", "101", 2020, 1};
  revision.digest = "cb1:sha256:aa";
  revision.submission.comment = "请审";
  ports::Effect effect;
  AddHeadChanges(&before, after, effect);
  AddRevisionChanges(nullptr, revision, effect);
  EXPECT_THAT(effect.changes, ElementsAre(FieldChange{"state", "DRAFT", "SUBMITTED"},
                                          FieldChange{"latest_revision", kNothing, "1"},
                                          FieldChange{"revisions[1].state", kNothing, "SUBMITTED"},
                                          FieldChange{"revisions[1].digest", kNothing, "cb1:sha256:aa"},
                                          FieldChange{"revisions[1].submission.comment", kNothing, "请审"}));
}

TEST(BudgetEffect, AnApprovalSaysWhatItRestsOn) {
  RevisionHead before;
  before.name = {"130303", "101", 2020, 2};
  RevisionHead after = before;
  after.state = RevisionState::kApproved;
  after.decision.legal_date = "2020-02-01";
  after.decision.document_number = "财预〔2020〕1号";
  ports::Effect effect;
  AddRevisionChanges(&before, after, effect);
  EXPECT_THAT(effect.changes,
              ElementsAre(FieldChange{"revisions[2].state", "SUBMITTED", "APPROVED"},
                          FieldChange{"revisions[2].decision.legal_date", kNothing, "2020-02-01"},
                          FieldChange{"revisions[2].decision.document_number", kNothing, "财预〔2020〕1号"}));
}

class ContentEffectTest : public ::testing::Test {
 protected:
  ContentEffectTest() {
    facts::Field function;
    function.name = "function";
    function.kind = facts::Kind::kCode;
    function.key = true;
    EXPECT_TRUE(line_.AddField(function).ok());
    facts::Field amount;
    amount.name = "amount";
    amount.kind = facts::Kind::kAmount;
    EXPECT_TRUE(line_.AddField(amount).ok());
    facts::Field lines;
    lines.name = "lines";
    lines.kind = facts::Kind::kRecordList;
    lines.record = &line_;
    EXPECT_TRUE(content_.AddField(lines).ok());
  }

  facts::Record Content(std::vector<std::pair<std::string, int64_t>> lines) const {
    facts::RecordList list;
    for (const auto& [function, fen] : lines) {
      facts::Record& line = list.emplace_back(line_);
      line.Set("function", facts::Value(function));
      line.Set("amount", facts::Value(*money::Amount::FromFen(fen)));
    }
    facts::Record content(content_);
    content.Set("lines", facts::Value(std::move(list)));
    return content;
  }

  facts::RecordType line_{"BudgetLine"};
  facts::RecordType content_{"BudgetContent"};
};

TEST_F(ContentEffectTest, LinesAreToldByTheirKeys) {
  ports::Effect effect;
  AddContentChanges(Content({{"201", 100}, {"205", 200}}), Content({{"208", 300}, {"201", 150}}), effect);
  EXPECT_THAT(
      effect.changes,
      ElementsAre(
          FieldChange{"content.lines[function=208]", kNothing, R"({"amount":"3.00","function":"208"})"},
          FieldChange{"content.lines[function=201].amount", "1.00", "1.50"},
          FieldChange{"content.lines[function=205]", R"({"amount":"2.00","function":"205"})", kNothing}));
}

TEST(AgencyEffect, AttributeByAttribute) {
  Agency before;
  before.name = {"130303", "101"};
  before.attributes.push_back({.valid_from = {2018, 1, 1}, .full_name = "旧名", .rank = "正处级"});
  Agency after = before;
  after.attributes[0].full_name = "新名";
  after.attributes[0].rank = "";
  after.attributes[0].staff_in_service = 0;
  EXPECT_THAT(EffectOn(&before, after).changes,
              ElementsAre(FieldChange{"attributes[2018-01-01].full_name", "旧名", "新名"},
                          FieldChange{"attributes[2018-01-01].staff_in_service", kNothing, "0"},
                          FieldChange{"attributes[2018-01-01].rank", "正处级", kNothing}));
  EXPECT_EQ(EffectOn(nullptr, before).count, 3);
}

TEST(DelegationEffect, WhatIsLentAndTakenBack) {
  Delegation lent;
  lent.delegator = "李四";
  lent.delegate = "王五";
  lent.roles = {"finance_approver", "publisher"};
  lent.reason = "休假";
  const ports::Effect made = EffectOn(nullptr, lent);
  EXPECT_THAT(made.changes, Contains(FieldChange{"roles", kNothing, "finance_approver,publisher"}));
  Delegation revoked = lent;
  revoked.revoked = true;
  EXPECT_THAT(EffectOn(&lent, revoked).changes, ElementsAre(FieldChange{"revoked", "false", "true"}));
}

}  // namespace
}  // namespace clearbudget::submission
