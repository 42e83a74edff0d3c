#include "services/submission/use_cases/update_budget.h"

#include <string_view>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/budget_effect.h"
#include "services/submission/domain/content_mask.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {
namespace {

constexpr std::string_view kContent = "content";
constexpr std::string_view kSource = "source";

struct SplitMask {
  bool source = false;
  std::vector<std::string> content_paths;  // Without the leading "content."; empty for the whole.
};

absl::StatusOr<SplitMask> Split(const std::vector<std::string>& mask) {
  SplitMask split;
  std::vector<errors::Violation> violations;
  for (const std::string& path : mask) {
    const std::string_view rest = path;
    if (path == kSource) {
      split.source = true;
    } else if (path == kContent) {
      split.content_paths.emplace_back();
    } else if (rest.starts_with(kContent) && rest.size() > kContent.size() + 1 &&
               rest[kContent.size()] == '.') {
      split.content_paths.emplace_back(rest.substr(kContent.size() + 1));
    } else {
      violations.push_back({.path = "update_mask",
                            .given = path,
                            .reason = errors::Reason::kFieldMaskMalformed,
                            .expected_zh = "source、content 或 content 之下的字段",
                            .expected_en = "source, content or a field below content"});
    }
  }
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  return split;
}

}  // namespace

absl::StatusOr<BudgetHead> UpdateBudget::Run(const ports::Scope& scope, const ports::Act& act,
                                             const BudgetUpdate& update) {
  absl::StatusOr<std::optional<BudgetHead>> replay = FindReplay<BudgetHead>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  absl::StatusOr<SplitMask> mask = Split(update.mask);
  if (!mask.ok()) return mask.status();
  absl::StatusOr<Draft> draft = budgets_.ReadDraft(scope, update.name, /*with_lines=*/false);
  if (!draft.ok()) return draft.status();
  absl::StatusOr<BudgetHead> head = Edited(draft->head, update.etag, act);
  if (!head.ok()) return head.status();

  BudgetChange change;
  if (mask->source) head->source = update.source;
  if (!mask->content_paths.empty()) {
    absl::StatusOr<facts::Record> content = codec_.Decode(draft->content, {});
    if (!content.ok()) return content.status();
    const facts::Record before = *content;
    const facts::Record given = update.content.has_value() ? *update.content : codec_.EmptyContent();
    if (absl::Status applied = ApplyMask(mask->content_paths, given, *content); !applied.ok()) return applied;
    AddContentChanges(before, *content, change.effect);
    change.content = codec_.EncodeContent(*content);
  }
  change.head = *head;
  AddHeadChanges(&draft->head, change.head, change.effect);
  return Store(budgets_, scope, std::move(change), *std::move(head), act);
}

}  // namespace clearbudget::submission
