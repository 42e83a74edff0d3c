#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "common/errors/error.h"
#include "fmt/core.h"
#include "services/cli/client/pages.h"
#include "services/cli/commands/apply_document.h"
#include "services/cli/commands/line_changes.h"
#include "services/cli/input/content_facts.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Budget;
using errors::Violation;

// More lines than this do not go with the rest of the budget in one request.
constexpr int kMostLinesAtOnce = 1000;

// A violation in a batch of lines under the path that the line has in the file.
Violation InFile(Violation violation, const LineBatch& batch) {
  constexpr std::string_view kLines = "lines[";
  size_t index = 0;
  const size_t end = violation.path.find(']');
  if (!violation.path.starts_with(kLines) || end == std::string::npos) return violation;
  for (const char c : violation.path.substr(kLines.size(), end - kLines.size())) {
    index = 10 * index + static_cast<size_t>(c - '0');
  }
  if (index >= batch.written.size()) return violation;
  violation.path = fmt::format("budget.content.lines[{}{}", batch.written[index], violation.path.substr(end));
  return violation;
}

absl::Status InFile(const absl::Status& status, const LineBatch& batch) {
  std::vector<Violation> violations;
  for (Violation& violation : errors::ViolationsOf(status))
    violations.push_back(InFile(std::move(violation), batch));
  return errors::WithViolations(status, violations);
}

// Writes what differs, batch by batch, each on the state that the one before it left.
absl::Status WriteLines(Application& application, const Budget& wanted, const LineChanges& changes,
                        std::string etag, Applied& applied) {
  const int64_t all = static_cast<int64_t>(changes.written.size());
  for (const LineBatch& batch : BatchesOf(changes)) {
    application.console.Progress({"写入明细行", "writing lines"}, applied.written_lines, all);
    budget::v1::WriteBudgetLinesRequest request;
    request.set_name(wanted.name());
    request.set_etag(etag);
    request.set_replace_all(batch.replace_all);
    for (const int index : batch.written) *request.add_lines() = wanted.content().lines(index);
    for (const auto& line : batch.removed) *request.add_removals()->mutable_line() = line;
    request.set_request_id(application.NextRequestId(etag));
    const auto written = application.client.Call(request);
    if (!written.ok()) return InFile(written.status(), batch);
    etag = written->budget().etag();
    applied.written_lines += static_cast<int64_t>(batch.written.size());
    applied.removed_lines +=
        batch.replace_all ? written->removed_count() : static_cast<int64_t>(batch.removed.size());
  }
  return absl::OkStatus();
}

absl::StatusOr<Applied> Create(Application& application, const Budget& wanted) {
  const bool at_once = wanted.content().lines_size() <= kMostLinesAtOnce;
  budget::v1::CreateBudgetRequest request;
  *request.mutable_budget() = wanted;
  if (!at_once) request.mutable_budget()->mutable_content()->clear_lines();
  request.set_request_id(application.NextRequestId(""));
  const auto created = application.client.Call(request);
  if (!created.ok()) return created.status();
  Applied applied;
  applied.action = Action::kCreated;
  if (at_once) {
    applied.written_lines = wanted.content().lines_size();
    return applied;
  }
  const LineChanges changes = CompareLines({}, wanted.content().lines());
  if (absl::Status written = WriteLines(application, wanted, changes, created->etag(), applied);
      !written.ok()) {
    return written;
  }
  return applied;
}

// What differs from the stored budget, lines aside.
struct HeadChanges {
  int64_t count = 0;
  bool content = false;
  bool source = false;
};

// Errors: INVALID_ARGUMENT where something differs that is fixed once a budget is created.
absl::StatusOr<HeadChanges> CompareHeads(Budget stored, Budget wanted) {
  for (Budget* budget : {&stored, &wanted}) {
    RemoveServerFields(*budget);
    budget->mutable_content()->clear_lines();
  }
  const auto budget_facts = ContentFacts::Of(wanted);
  if (!budget_facts.ok()) return budget_facts.status();
  const auto changes = budget_facts->Compare(stored, wanted);
  if (!changes.ok()) return changes.status();
  HeadChanges result;
  std::vector<Violation> fixed;
  for (const facts::Change& change : *changes) {
    ++result.count;
    if (absl::StartsWith(change.path, "content")) {
      result.content = true;
    } else if (absl::StartsWith(change.path, "source")) {
      result.source = true;
    } else {
      const std::string before = change.before.empty() ? "—" : change.before;
      fixed.push_back({fmt::format("budget.{}", change.path), change.after, errors::Reason::kInconsistent,
                       fmt::format("{}，创建后不能更改", before),
                       fmt::format("{}, which is fixed at creation", before)});
    }
  }
  if (!fixed.empty()) return errors::BadRequest(std::move(fixed));
  return result;
}

// Writes the content without its lines; the new etag.
absl::StatusOr<std::string> WriteContent(Application& application, const Budget& wanted,
                                         const std::string& etag, const HeadChanges& changes) {
  budget::v1::UpdateBudgetRequest request;
  *request.mutable_budget() = wanted;
  request.mutable_budget()->mutable_content()->clear_lines();
  request.mutable_budget()->set_etag(etag);
  if (changes.content) request.mutable_update_mask()->add_paths("content");
  if (changes.source) request.mutable_update_mask()->add_paths("source");
  request.set_request_id(application.NextRequestId(etag));
  const auto updated = application.client.Call(request);
  if (!updated.ok()) return updated.status();
  return updated->etag();
}

absl::StatusOr<Applied> Update(Application& application, const Budget& stored, const Budget& wanted) {
  const auto changes = CompareHeads(stored, wanted);
  if (!changes.ok()) return changes.status();
  budget::v1::ListBudgetLinesResponse held;
  if (stored.line_count() > 0) {
    auto lines = ReadAllLines(application.client, stored.name());
    if (!lines.ok()) return lines.status();
    held = *std::move(lines);
  }
  const LineChanges lines = CompareLines(held.lines(), wanted.content().lines());
  Applied applied;
  applied.changed_facts = changes->count;
  applied.action = changes->count > 0 || !lines.empty() ? Action::kUpdated : Action::kUnchanged;
  std::string etag = stored.etag();
  if (changes->count > 0) {
    auto written = WriteContent(application, wanted, etag, *changes);
    if (!written.ok()) return written.status();
    etag = *std::move(written);
  }
  if (absl::Status written = WriteLines(application, wanted, lines, std::move(etag), applied);
      !written.ok()) {
    return written;
  }
  return applied;
}

}  // namespace

absl::StatusOr<Applied> ApplyBudget(Application& application, const budget::v1::CreateBudgetRequest& file) {
  Budget wanted = file.budget();
  RemoveServerFields(wanted);
  const auto budget_facts = ContentFacts::Of(wanted);
  if (!budget_facts.ok()) return budget_facts.status();
  if (absl::Status canonical = budget_facts->Canonicalize(wanted); !canonical.ok()) return canonical;
  budget::v1::GetBudgetRequest read;
  read.set_name(wanted.name());
  read.set_view(budget::v1::BUDGET_VIEW_CONTENT);
  const auto stored = application.client.Call(read);
  if (absl::IsNotFound(stored.status())) return Create(application, wanted);
  if (!stored.ok()) return stored.status();
  return Update(application, *stored, wanted);
}

}  // namespace clearbudget::cli
