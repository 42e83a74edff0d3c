// Every pack that is shipped loads, and every rule does on its examples what they say.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/reader.h"
#include "common/pack/code_names.h"
#include "common/pack/pack_folders.h"
#include "common/pack/rule_source.h"
#include "common/rules/checker.h"

namespace clearbudget::pack {
namespace {

const std::vector<std::shared_ptr<const CompiledPack>>& ShippedPacks() {
  static const auto* const packs = [] {
    auto loaded = LoadPacks(std::string(CLEARBUDGET_SOURCE_DIR) + "/deploy/packs");
    EXPECT_TRUE(loaded.ok()) << loaded.status().message();
    return new std::vector<std::shared_ptr<const CompiledPack>>(
        loaded.ok() ? *loaded : std::vector<std::shared_ptr<const CompiledPack>>());
  }();
  return *packs;
}

// The worst outcome of a rule over all its subjects is the example's.
rules::Outcome Worst(const rules::Report& report) {
  const auto any = [&](rules::Outcome outcome) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const rules::Finding& finding) { return finding.outcome == outcome; });
  };
  for (const rules::Outcome outcome : {rules::Outcome::kRuleError, rules::Outcome::kFail,
                                       rules::Outcome::kInsufficientData, rules::Outcome::kExplained}) {
    if (any(outcome)) return outcome;
  }
  return report.counts.passed > 0 ? rules::Outcome::kPass : rules::Outcome::kNotApplicable;
}

std::string OutcomeOfExample(const clearbudget::type::v1::Outcome outcome) {
  std::string name = clearbudget::type::v1::Outcome_Name(outcome).substr(std::string("OUTCOME_").size());
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

TEST(ShippedPacks, AreThree) {
  std::vector<std::string> ids;
  for (const auto& pack : ShippedPacks()) ids.push_back(pack->id());
  EXPECT_THAT(ids, testing::ElementsAre("cn-base", "cn-hebei-2020", "demo-2026"));
}

TEST(ShippedPacks, EveryRuleHasExamplesThatPassAndFail) {
  for (const auto& pack : ShippedPacks()) {
    for (const v1::Rule& rule : pack->content().rules()) {
      const auto shows = [&](clearbudget::type::v1::Outcome outcome) {
        return std::any_of(rule.examples().begin(), rule.examples().end(),
                           [&](const v1::RuleExample& example) { return example.expected() == outcome; });
      };
      EXPECT_TRUE(shows(clearbudget::type::v1::OUTCOME_PASS)) << rule.id();
      EXPECT_TRUE(shows(clearbudget::type::v1::OUTCOME_FAIL)) << rule.id();
    }
  }
}

TEST(ShippedPacks, EveryRuleDoesOnItsExamplesWhatTheySay) {
  int examples = 0;
  for (const auto& pack : ShippedPacks()) {
    for (const v1::Rule& rule : pack->content().rules()) {
      auto rules = rules::RuleSet::Compile(pack->budget_rules().shared_vocabulary(), {*RuleSourceOf(rule)});
      ASSERT_TRUE(rules.ok()) << rules.status();
      for (const v1::RuleExample& example : rule.examples()) {
        SCOPED_TRACE(pack->id() + ", " + rule.id() + ", " + example.name());
        clearbudget::budget::v1::BudgetContent content;
        ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(example.content_json(), &content).ok());
        contract::ViolationList violations;
        const auto record = contract::ReadRecord(content, pack->catalogue(), violations);
        ASSERT_TRUE(record.has_value()) << violations.ToStatus();
        const int pack_year = pack->content().first_year() == 0 ? 2020 : pack->content().first_year();
        const int year = example.year() == 0 ? pack_year : example.year();
        const PackCodeNames names(*pack, year);
        const rules::Report report = rules::Checker(*rules).Check(
            {.root = &*record, .parameters = Parameters{.year = year}.ToValues(), .code_names = &names});
        EXPECT_EQ(rules::OutcomeName(Worst(report)), OutcomeOfExample(example.expected()))
            << (report.findings.empty() ? "" : report.findings[0].message.english);
        ++examples;
      }
    }
  }
  EXPECT_GT(examples, 150);
}

}  // namespace
}  // namespace clearbudget::pack
