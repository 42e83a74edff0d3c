#include <algorithm>

#include "common/errors/error.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "services/cli/output/exit_code.h"
#include "services/cli/testing/fake_suite.h"
#include "services/cli/testing/program.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kAgencyFile =
    "agency:\n  name: regions/990101/agencies/201\n  attributes:\n"
    "    - {validFrom: \"2025-01-01\", fullName: 云岚县文化和旅游局}\n";
constexpr const char* kProgressFile =
    "progressReport:\n  name: regions/990101/agencies/201/budgets/2026/revisions/1/progressReports/12\n"
    "  demonstration: true\n";
constexpr const char* kBudget = "regions/990101/agencies/201/budgets/2026";

struct BudgetFile {
  int lines = 0;
  std::string introduction = "（演示数据）";
  std::string pack = "demo-2026";
  std::string first_amount = "1";

  std::string Text() const {
    std::string text = fmt::format(
        "budget:\n  name: {}\n  kind: STATEMENT_KIND_BUDGET\n  origin: BUDGET_ORIGIN_PREPARED\n  pack: {}\n"
        "  content:\n    department: {{introduction: {}}}\n    lines:{}\n",
        kBudget, pack, introduction, lines == 0 ? " []" : "");
    for (int i = 0; i < lines; ++i) {
      text += fmt::format("      - {{agency: \"201\", function: \"207\", item: \"{}\", amount: \"{}\"}}\n", i,
                          i == 0 ? first_amount : "1");
    }
    return text;
  }
};

class ApplyTest : public ::testing::Test {
 protected:
  Ended Apply(const std::vector<std::string>& files) {
    std::vector<std::string> words = {"apply"};
    words.insert(words.end(), files.begin(), files.end());
    suite_.mutations.clear();
    return program_.Run(words);
  }
  Ended Apply(const BudgetFile& file) { return Apply({program_.Write("budget.yaml", file.Text())}); }

  FakeSuite suite_;
  Program program_{suite_.address(), suite_.ca_pem()};
};

TEST_F(ApplyTest, BringsAgenciesBeforeBudgetsBeforeProgress) {
  const std::string progress = program_.Write("1.yaml", kProgressFile);
  const std::string budget = program_.Write("2.yaml", BudgetFile{.lines = 3}.Text());
  const std::string agency = program_.Write("3.yaml", kAgencyFile);
  const Ended first = Apply({progress, budget, agency});
  EXPECT_EQ(first.code, 0) << first.error;
  EXPECT_THAT(suite_.mutations, ElementsAre("CreateAgency", "CreateBudget", "WriteProgressReport"));
  EXPECT_EQ(suite_.lines[kBudget].size(), 3);
  const Ended second = Apply({progress, budget, agency});
  EXPECT_EQ(second.code, 0) << second.error;
  EXPECT_THAT(suite_.mutations, IsEmpty());
  EXPECT_THAT(second.out, HasSubstr("无变化 unchanged"));
}

TEST_F(ApplyTest, WritesALargeBudgetInBatches) {
  EXPECT_EQ(Apply(BudgetFile{.lines = 2500}).code, 0);
  EXPECT_THAT(suite_.mutations,
              ElementsAre("CreateBudget", "WriteBudgetLines", "WriteBudgetLines", "WriteBudgetLines"));
  ASSERT_EQ(suite_.batches.size(), 3);
  EXPECT_TRUE(suite_.batches[0].replace_all());
  EXPECT_FALSE(suite_.batches[1].replace_all());
  EXPECT_EQ(suite_.batches[2].lines_size(), 500);
  EXPECT_EQ(suite_.lines[kBudget].size(), 2500);
  EXPECT_EQ(suite_.lines[kBudget].begin()->second.amount(), "1.00");
}

TEST_F(ApplyTest, CompletesWhatACutLeftOpen) {
  suite_.refuse = [](const std::string&, size_t before) {
    return before < 2 ? absl::OkStatus()
                      : errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
  };
  const Ended cut = Apply(BudgetFile{.lines = 2500});
  EXPECT_EQ(cut.code, static_cast<int>(ExitCode::kUnavailable));
  EXPECT_THAT(cut.error, HasSubstr("submission 服务暂不可用"));
  EXPECT_EQ(suite_.lines[kBudget].size(), 1000);
  suite_.refuse = nullptr;
  EXPECT_EQ(Apply(BudgetFile{.lines = 2500}).code, 0);
  EXPECT_THAT(suite_.mutations, ElementsAre("WriteBudgetLines", "WriteBudgetLines"));
  EXPECT_EQ(suite_.lines[kBudget].size(), 2500);
  EXPECT_EQ(Apply(BudgetFile{.lines = 2500}).code, 0);
  EXPECT_THAT(suite_.mutations, IsEmpty());
}

TEST_F(ApplyTest, RepeatsACallWhoseAnswerWasLost) {
  bool lost = false;
  suite_.lose = [&](const std::string& method, size_t) {
    if (method != "WriteBudgetLines" || lost) return absl::OkStatus();
    lost = true;
    return errors::Error(Reason::kOutcomeUnknown);
  };
  const Ended ended = Apply(BudgetFile{.lines = 1500});
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_EQ(suite_.batches.size(), 2) << "the repeated batch was a replay";
  EXPECT_EQ(suite_.lines[kBudget].size(), 1500);
}

TEST_F(ApplyTest, WritesOnlyWhatChanged) {
  ASSERT_EQ(Apply(BudgetFile{.lines = 1200}).code, 0);
  const Ended ended = Apply(BudgetFile{.lines = 1199, .introduction = "另一段", .first_amount = "2.5"});
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_THAT(suite_.mutations, ElementsAre("UpdateBudget", "WriteBudgetLines"));
  EXPECT_THAT(suite_.updates.back().update_mask().paths(), ElementsAre("content"));
  EXPECT_EQ(suite_.updates.back().budget().content().lines_size(), 0);
  const auto& batch = suite_.batches.back();
  ASSERT_EQ(batch.lines_size(), 1);
  EXPECT_EQ(batch.lines(0).amount(), "2.50");
  ASSERT_EQ(batch.removals_size(), 1);
  EXPECT_EQ(batch.removals(0).line().item(), "1199");
  EXPECT_EQ(suite_.lines[kBudget].size(), 1199);
}

TEST_F(ApplyTest, TellsWhatIsFixedAtCreation) {
  ASSERT_EQ(Apply(BudgetFile{}).code, 0);
  const Ended ended = Apply(BudgetFile{.pack = "cn-hebei-2020"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kBadInput));
  EXPECT_THAT(suite_.mutations, IsEmpty());
  EXPECT_THAT(ended.error, HasSubstr("budget.yaml:5:9  budget.pack  [INCONSISTENT]"));
}

TEST_F(ApplyTest, TellsTheSuitesViolationsWithTheirPlaceInTheFile) {
  suite_.refuse = [](const std::string&, size_t before) {
    if (before < 2) return absl::OkStatus();
    return errors::BadRequest(
        {{"lines[3].function", "207", Reason::kCodeUnknown, "分类表中的编码", "a known code"}});
  };
  const Ended ended = Apply(BudgetFile{.lines = 1500});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kBadInput));
  // The fourth line of the second batch is line 1003 of the budget, counted from 0; the first stands in line
  // 9 of the file.
  EXPECT_THAT(ended.error,
              HasSubstr("budget.yaml:1012:35  budget.content.lines[1003].function  [CODE_UNKNOWN]"));
}

TEST_F(ApplyTest, SendsNothingWhereOneFileIsWrong) {
  const std::string agency = program_.Write("agency.yaml", kAgencyFile);
  const std::string wrong =
      program_.Write("wrong.yaml", BudgetFile{.lines = 2, .first_amount = "1e6"}.Text());
  const Ended ended = Apply({agency, wrong, program_.folder() + "/missing.yaml", agency});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kBadInput));
  EXPECT_THAT(suite_.mutations, IsEmpty());
  EXPECT_THAT(ended.error, HasSubstr("wrong.yaml:9:61  budget.content.lines[0].amount  [AMOUNT_MALFORMED]"));
  EXPECT_THAT(ended.error, HasSubstr("missing.yaml  [REFERENCE_UNKNOWN]"));
  EXPECT_THAT(ended.error, HasSubstr("agency.yaml  name  [DUPLICATE_KEY]"));
}

TEST_F(ApplyTest, UpdatesAnAgencyAndAReportThatDiffer) {
  ASSERT_EQ(Apply({program_.Write("a.yaml", kAgencyFile), program_.Write("p.yaml", kProgressFile)}).code, 0);
  const std::string agency =
      program_.Write("a.yaml", std::string(kAgencyFile) + "  source: {externalId: x}\n");
  const std::string report =
      program_.Write("p.yaml", std::string(kProgressFile) + "  source: {externalId: x}\n");
  const Ended ended = Apply({agency, report});
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_THAT(suite_.mutations, ElementsAre("UpdateAgency", "WriteProgressReport"));
}

}  // namespace
}  // namespace clearbudget::cli
