#include "services/submission/use_cases/write_budget_lines.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/line_key.h"
#include "services/submission/use_cases/draft_lines.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {
namespace {

// The keys to remove, in the order of the request; a key that is written or removed elsewhere in the batch,
// or that is not stored, is a violation.
absl::StatusOr<std::vector<std::string>> RemovedKeys(const LineBatch& batch,
                                                     const std::vector<std::string>& removals,
                                                     const std::vector<StoredLine>& lines,
                                                     const std::set<std::string>& held) {
  std::set<std::string> taken;
  for (const StoredLine& line : lines) taken.insert(line.key);
  std::vector<errors::Violation> violations;
  for (size_t i = 0; i < removals.size(); ++i) {
    const std::string path = fmt::format("removals[{}].line", i);
    if (!taken.insert(removals[i]).second) {
      violations.push_back({path, removals[i], errors::Reason::kDuplicateKey,
                            "在本次请求中只出现一次的明细行", "a line that stands once in the request"});
    } else if (batch.replace_all || !held.contains(removals[i])) {
      violations.push_back({path, removals[i], errors::Reason::kReferenceUnknown, "草稿中已有的明细行",
                            "a line that the draft has"});
    }
  }
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  return removals;
}

absl::Status CheckCount(int64_t count) {
  if (count <= kMostLines) return absl::OkStatus();
  return errors::BadRequest({{"lines", fmt::format("{}", count), errors::Reason::kTooManyItems,
                              fmt::format("全部明细行不超过 {} 行", kMostLines),
                              fmt::format("at most {} lines in all", kMostLines)}});
}

}  // namespace

absl::StatusOr<LinesWritten> WriteBudgetLines::Run(const ports::Act& act, const LineBatch& batch) {
  absl::StatusOr<std::optional<LinesWritten>> replay = FindReplay<LinesWritten>(log_, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<std::vector<StoredLine>> lines = EncodeLines(codec_, batch.lines, "lines");
  if (!lines.ok()) return lines.status();
  absl::StatusOr<BudgetHead> stored = budgets_.FindHead(batch.name);
  if (!stored.ok()) return stored.status();
  absl::StatusOr<BudgetHead> head = Edited(*stored, batch.etag, act);
  if (!head.ok()) return head.status();

  // The change number that the head was read with guards the keys read here: a change in between makes Write
  // fail.
  std::vector<std::string> removals;
  for (const facts::Record& line : batch.removals) removals.push_back(LineKeyOf(line));
  std::vector<std::string> keys = removals;
  for (const StoredLine& line : *lines) keys.push_back(line.key);
  absl::StatusOr<std::set<std::string>> held = budgets_.HeldLineKeys(batch.name, keys);
  if (!held.ok()) return held.status();
  absl::StatusOr<std::vector<std::string>> removed = RemovedKeys(batch, removals, *lines, *held);
  if (!removed.ok()) return removed.status();

  LinesWritten result;
  for (const StoredLine& line : *lines) {
    if (!batch.replace_all && held->contains(line.key)) ++result.replaced;
  }
  result.added = static_cast<int64_t>(lines->size()) - result.replaced;
  result.removed = batch.replace_all ? stored->line_count : static_cast<int64_t>(removed->size());
  head->line_count += result.added - result.removed;
  if (absl::Status count = CheckCount(head->line_count); !count.ok()) return count;

  BudgetChange change;
  change.head = *head;
  change.remove_all_lines = batch.replace_all;
  change.removals = *std::move(removed);
  change.lines = *std::move(lines);
  result.head = *std::move(head);
  return Store(budgets_, std::move(change), std::move(result), act);
}

}  // namespace clearbudget::submission
