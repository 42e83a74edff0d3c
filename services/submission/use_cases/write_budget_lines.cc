#include "services/submission/use_cases/write_budget_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/budget_effect.h"
#include "services/submission/domain/line_key.h"
#include "services/submission/use_cases/draft_lines.h"
#include "services/submission/use_cases/line_effect.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {
namespace {

// The keys to remove, in the order of the request; a key that is written or removed elsewhere in the batch,
// or that is not stored, is a violation.
absl::StatusOr<std::vector<std::string>> RemovedKeys(const LineBatch& batch,
                                                     const std::vector<StoredLine>& lines,
                                                     const std::vector<StoredLine>& held) {
  std::set<std::string> taken;
  for (const StoredLine& line : lines) taken.insert(line.key);
  std::set<std::string> present;
  for (const StoredLine& line : held) present.insert(line.key);
  std::vector<std::string> removals;
  std::vector<errors::Violation> violations;
  for (const facts::Record& line : batch.removals) {
    const std::string path = fmt::format("removals[{}].line", removals.size());
    const std::string& key = removals.emplace_back(LineKeyOf(line));
    if (!taken.insert(key).second) {
      violations.push_back({path, key, errors::Reason::kDuplicateKey, "在本次请求中只出现一次的明细行",
                            "a line that stands once in the request"});
    } else if (batch.replace_all || !present.contains(key)) {
      violations.push_back(
          {path, key, errors::Reason::kReferenceUnknown, "草稿中已有的明细行", "a line that the draft has"});
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

std::vector<std::string> KeysOf(const LineBatch& batch, const std::vector<StoredLine>& lines) {
  std::vector<std::string> keys;
  for (const facts::Record& line : batch.removals) keys.push_back(LineKeyOf(line));
  for (const StoredLine& line : lines) keys.push_back(line.key);
  return keys;
}

// Lines of both lists, each once, in order of their keys.
std::vector<StoredLine> Joined(std::vector<StoredLine> lines, std::vector<StoredLine> more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  std::sort(lines.begin(), lines.end(),
            [](const StoredLine& a, const StoredLine& b) { return a.key < b.key; });
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

}  // namespace

absl::Status WriteBudgetLines::AddEffect(const ports::Scope& scope, const BudgetHead& stored,
                                         std::vector<StoredLine> held, BudgetChange& change) {
  AddHeadChanges(&stored, change.head, change.effect);
  if (change.remove_all_lines) {
    const auto limit = static_cast<int64_t>(ports::Effect::kMostChanges + held.size());
    absl::StatusOr<std::vector<StoredLine>> first = budgets_.ReadLines(scope, stored.name, "", limit);
    if (!first.ok()) return first.status();
    held = Joined(std::move(held), *std::move(first));
    // All of those that were not read are removed.
    change.effect.count += stored.line_count - static_cast<int64_t>(held.size());
  }
  return AddLineChanges(codec_, held, change.lines, change.effect);
}

absl::StatusOr<LinesWritten> WriteBudgetLines::Run(const ports::Scope& scope, const ports::Act& act,
                                                   const LineBatch& batch) {
  absl::StatusOr<std::optional<LinesWritten>> replay = FindReplay<LinesWritten>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<std::vector<StoredLine>> lines = EncodeLines(codec_, batch.lines, "lines");
  if (!lines.ok()) return lines.status();
  absl::StatusOr<BudgetHead> stored = budgets_.FindHead(scope, batch.name);
  if (!stored.ok()) return stored.status();
  absl::StatusOr<BudgetHead> head = Edited(*stored, batch.etag, act);
  if (!head.ok()) return head.status();

  // The change number that the head was read with guards the lines read here: a change in between makes Write
  // fail.
  absl::StatusOr<std::vector<StoredLine>> held = budgets_.FindLines(scope, batch.name, KeysOf(batch, *lines));
  if (!held.ok()) return held.status();
  absl::StatusOr<std::vector<std::string>> removed = RemovedKeys(batch, *lines, *held);
  if (!removed.ok()) return removed.status();

  LinesWritten result;
  if (!batch.replace_all) result.replaced = static_cast<int64_t>(held->size() - removed->size());
  result.added = static_cast<int64_t>(lines->size()) - result.replaced;
  result.removed = batch.replace_all ? stored->line_count : static_cast<int64_t>(removed->size());
  head->line_count += result.added - result.removed;
  if (absl::Status count = CheckCount(head->line_count); !count.ok()) return count;

  BudgetChange change;
  change.head = *head;
  change.remove_all_lines = batch.replace_all;
  change.removals = *std::move(removed);
  change.lines = *std::move(lines);
  if (absl::Status told = AddEffect(scope, *stored, *std::move(held), change); !told.ok()) return told;
  result.head = *std::move(head);
  return Store(budgets_, scope, std::move(change), std::move(result), act);
}

}  // namespace clearbudget::submission
