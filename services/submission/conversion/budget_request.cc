#include "services/submission/conversion/budget_request.h"

#include <optional>
#include <utility>

#include "common/contract/reader.h"
#include "common/errors/error.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/request_name.h"

namespace clearbudget::submission {
namespace {

using contract::ViolationList;

void RequireChoice(std::string_view path, ViolationList& violations) {
  violations.Add({std::string(path), "", errors::Reason::kRequired, "必须选择一个取值", "one of the values"});
}

facts::Path PathTo(std::vector<facts::PathStep> steps) {
  return facts::Path(std::move(steps));
}

std::optional<facts::Record> ReadContent(const budget::v1::Budget& budget, const facts::Catalogue& catalogue,
                                         ViolationList& violations) {
  if (!budget.has_content()) return std::nullopt;
  return contract::ReadRecord(budget.content(), catalogue, violations, PathTo({{"budget"}, {"content"}}));
}

}  // namespace

absl::StatusOr<NewBudget> NewBudgetFrom(const budget::v1::CreateBudgetRequest& request,
                                        const facts::Catalogue& catalogue) {
  const budget::v1::Budget& message = request.budget();
  ViolationList violations;
  absl::StatusOr<names::BudgetName> name = BudgetNameAt("budget.name", message.name());
  if (!name.ok()) return name.status();
  const std::optional<StatementKind> kind = KindFromMessage(message.kind());
  if (!kind.has_value()) RequireChoice("budget.kind", violations);
  const std::optional<BudgetOrigin> origin = OriginFromMessage(message.origin());
  if (!origin.has_value()) RequireChoice("budget.origin", violations);
  if (!message.etag().empty()) {
    violations.Add(
        {"budget.etag", message.etag(), errors::Reason::kNotAllowed, "新建时为空", "nothing at creation"});
  }
  NewBudget budget;
  budget.content = ReadContent(message, catalogue, violations);
  if (!violations.empty()) return violations.ToStatus();
  budget.name = *std::move(name);
  budget.kind = *kind;
  budget.origin = *origin;
  budget.pack = message.pack();
  budget.demonstration = message.demonstration();
  budget.source = SourceFromMessage(message.source());
  return budget;
}

absl::StatusOr<BudgetUpdate> UpdateFrom(const budget::v1::UpdateBudgetRequest& request,
                                        const facts::Catalogue& catalogue) {
  const budget::v1::Budget& message = request.budget();
  absl::StatusOr<names::BudgetName> name = BudgetNameAt("budget.name", message.name());
  if (!name.ok()) return name.status();
  ViolationList violations;
  if (message.etag().empty()) {
    violations.Add(
        {"budget.etag", "", errors::Reason::kRequired, "读取时得到的 etag", "the etag that was read"});
  }
  if (request.update_mask().paths().empty()) {
    violations.Add({"update_mask", "", errors::Reason::kRequired, "至少一个字段路径", "one path at least"});
  }
  if (message.content().lines_size() > 0) {
    violations.Add({"budget.content.lines", "", errors::Reason::kNotAllowed, "明细行用 WriteBudgetLines 写入",
                    "no lines; WriteBudgetLines writes them"});
  }
  BudgetUpdate update;
  update.content = ReadContent(message, catalogue, violations);
  if (!violations.empty()) return violations.ToStatus();
  update.name = *std::move(name);
  update.etag = message.etag();
  update.mask.assign(request.update_mask().paths().begin(), request.update_mask().paths().end());
  update.source = SourceFromMessage(message.source());
  return update;
}

absl::StatusOr<LineBatch> BatchFrom(const budget::v1::WriteBudgetLinesRequest& request,
                                    const facts::Catalogue& catalogue) {
  absl::StatusOr<names::BudgetName> name = BudgetNameAt("name", request.name());
  if (!name.ok()) return name.status();
  ViolationList violations;
  LineBatch batch;
  for (int i = 0; i < request.lines_size(); ++i) {
    std::optional<facts::Record> line = contract::ReadRecord(request.lines(i), catalogue, violations,
                                                             PathTo({{"lines", static_cast<size_t>(i)}}));
    if (line.has_value()) batch.lines.push_back(*std::move(line));
  }
  for (int i = 0; i < request.removals_size(); ++i) {
    // Only the dimensions count, and a line that is to be removed may come without its amount.
    budget::v1::BudgetLine key = request.removals(i).line();
    key.set_amount("0.00");
    key.clear_last_year_amount();
    std::optional<facts::Record> line = contract::ReadRecord(
        key, catalogue, violations, PathTo({{"removals", static_cast<size_t>(i)}, {"line"}}));
    if (line.has_value()) batch.removals.push_back(*std::move(line));
  }
  if (!violations.empty()) return violations.ToStatus();
  batch.name = *std::move(name);
  batch.etag = request.etag();
  batch.replace_all = request.replace_all();
  return batch;
}

BudgetFilter FilterFrom(const budget::v1::BudgetFilter& filter) {
  BudgetFilter read;
  if (filter.has_year()) read.year = filter.year();
  read.state = StateFromMessage(filter.state());
  read.origin = OriginFromMessage(filter.origin());
  return read;
}

Approval ApprovalFrom(const budget::v1::ApproveBudgetRequest& request) {
  return {.digest = request.digest(),
          .legal_date = request.legal_date(),
          .document_number = request.document_number(),
          .comment = request.comment()};
}

}  // namespace clearbudget::submission
