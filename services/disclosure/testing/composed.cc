#include "services/disclosure/testing/composed.h"

#include <memory>
#include <utility>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/reader.h"
#include "common/pack/compiled_pack.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/disclosure/conversion/plan_compiler.h"
#include "services/disclosure/writers/text_writer.h"

namespace clearbudget::disclosure {
namespace {

constexpr char kCommonParts[] = R"pb(
  id: "small"
  not_stated_text: "未列示"
  insufficient_data_text: "资料不足"
  demonstration_text: "演示数据"
  default_outline: "statement"
  lists {
    id: "function"
    title: "支出功能分类"
    level_lengths: 3
    level_lengths: 5
    level_lengths: 7
    entries { code: "201" name: "一般公共服务支出" }
    entries { code: "20101" name: "人大事务" }
    entries { code: "2010101" name: "行政运行" }
    entries { code: "2010104" name: "人大会议" }
    entries { code: "208" name: "社会保障和就业支出" }
  }
  lists {
    id: "source"
    title: "资金来源"
    entries { code: "unit_funds" name: "单位资金" }
    entries { code: "general_public" name: "一般公共预算" }
  }
)pb";

}  // namespace

clearbudget::pack::v1::Pack SmallPack(std::string_view parts) {
  clearbudget::pack::v1::Pack pack;
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(std::string(kCommonParts) + std::string(parts), &pack));
  return pack;
}

absl::StatusOr<std::shared_ptr<const StatementPlan>> PlanOf(const clearbudget::pack::v1::Pack& pack) {
  auto compiled = pack::CompiledPack::Compile(pack);
  if (!compiled.ok()) return compiled.status();
  return CompilePlan(*std::move(compiled));
}

DisclosableRevision RevisionOf(std::string_view content) {
  clearbudget::budget::v1::BudgetContent message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(content), &message));
  contract::ViolationList violations;
  auto record = contract::ReadRecord(message, **pack::ContentCatalogue(), violations);
  EXPECT_TRUE(record.has_value());
  DisclosableRevision revision;
  revision.name = "regions/990101/agencies/301/budgets/2026/revisions/1";
  revision.digest = "cb1:sha256:00";
  revision.year = 2026;
  revision.state = RevisionState::kApproved;
  revision.agency_full_name = "云川县林业和草原局";
  revision.region_name = "云川县";
  if (record.has_value()) revision.content = std::make_shared<const facts::Record>(*std::move(record));
  return revision;
}

Statement Composed(std::string_view parts, std::string_view content) {
  auto plan = PlanOf(SmallPack(parts));
  EXPECT_TRUE(plan.ok()) << plan.status();
  if (!plan.ok()) return {};
  auto statement = ComposeStatement(**plan, RevisionOf(content), nullptr, false);
  EXPECT_TRUE(statement.ok()) << statement.status();
  return statement.ok() ? *std::move(statement) : Statement();
}

std::vector<std::string> BodyLines(const Statement& statement) {
  Document document = statement.document;
  document.origin.clear();
  const auto text = WriteText(document);
  EXPECT_TRUE(text.ok()) << text.status();
  std::vector<std::string> lines;
  for (size_t start = 0; text.ok() && start < text->size();) {
    const size_t end = text->find('\n', start);
    std::string line = text->substr(start, end - start);
    line.erase(0, line.find_first_not_of(' '));
    line.erase(line.find_last_not_of(' ') + 1);
    const bool rule = line.find_first_not_of("─") == std::string::npos;
    if (!rule) lines.push_back(std::move(line));
    start = end + 1;
  }
  if (!lines.empty()) lines.erase(lines.begin());
  return lines;
}

}  // namespace clearbudget::disclosure
