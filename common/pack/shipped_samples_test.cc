// What the shipped packs find in the shipped samples: in the recorded one what its audit lists and nothing
// else, in the invented one nothing that is broken.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/contract/document_reader.h"
#include "common/contract/reader.h"
#include "common/pack/code_names.h"
#include "common/pack/pack_folders.h"
#include "common/rules/checker.h"

namespace clearbudget::pack {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

rules::Report CheckSample(const std::string& folder, const std::string& pack_id, int year) {
  const std::string root = CLEARBUDGET_SOURCE_DIR;
  std::ifstream stream(root + "/deploy/samples/" + folder + "/budget.yaml", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  clearbudget::budget::v1::CreateBudgetRequest request;
  const contract::DocumentErrors errors =
      contract::ReadDocument(text, contract::Notation::kYaml, request, {.check = false});
  EXPECT_TRUE(errors.empty()) << folder;

  const auto packs = LoadPacks(root + "/deploy/packs");
  EXPECT_TRUE(packs.ok()) << packs.status();
  for (const auto& pack : *packs) {
    if (pack->id() != pack_id) continue;
    contract::ViolationList violations;
    const auto record = contract::ReadRecord(request.budget().content(), pack->catalogue(), violations);
    EXPECT_TRUE(record.has_value()) << violations.ToStatus();
    const PackCodeNames names(*pack, year);
    return rules::Checker(pack->budget_rules())
        .Check({.root = &*record, .parameters = Parameters{.year = year}.ToValues(), .code_names = &names});
  }
  ADD_FAILURE() << "no pack " << pack_id;
  return {};
}

std::vector<std::string> Lines(const rules::Report& report) {
  std::vector<std::string> lines;
  for (const rules::Finding& finding : report.findings) {
    lines.push_back(fmt::format("{} {} {}", rules::SeverityName(finding.severity),
                                rules::OutcomeName(finding.outcome), finding.rule_id));
  }
  return lines;
}

// Each row of the audit that the data shows, once; the numbers are those of the audit's table.
TEST(ShippedSamples, TheRecordedStatementHasTheFindingsOfItsAudit) {
  EXPECT_THAT(Lines(CheckSample("shanhaiguan-npc-2020", "cn-hebei-2020", 2020)),
              ElementsAre("error insufficient_data three-public-is-sum",              // 1
                          "error fail indicator-target-stated",                       // 7
                          "explain fail three-public-scope-restated",                 // 2
                          "explain fail insured-vehicles-are-held-vehicles",          // 3
                          "warning fail asset-purchases-in-procurement",              // 4
                          "warning insufficient_data asset-purchases-traceable",      // 5
                          "warning fail asset-tables-share-unit",                     // 14
                          "warning fail purchase-plan-labelled-for-its-year",         // 15
                          "warning insufficient_data statutory-disclosure",           // 12
                          "warning fail operating-costs-other-share",                 // 11
                          "warning fail year-on-year-change-within-half",             // 13
                          "warning fail indicator-basis-stated",                      // 8
                          "warning fail rate-target-of-hundred-is-equality",          // 9
                          "warning fail indicator-output-detail",                     // 10
                          "warning fail completion-target-meets-goal",                // 6
                          "warning fail project-name-same-in-text",                   // 16
                          "advisory fail staff-figures-differ",                       // 17
                          "advisory insufficient_data project-other-funds-stated"));  // 18
}

TEST(ShippedSamples, TheInventedBudgetIsSound) {
  // The day of its publication is not known before it is approved.
  EXPECT_THAT(Lines(CheckSample("yunlan-culture-2026", "demo-2026", 2026)),
              ElementsAre("warning insufficient_data statutory-disclosure"));
}

}  // namespace
}  // namespace clearbudget::pack
