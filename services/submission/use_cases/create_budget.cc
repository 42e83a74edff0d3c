#include "services/submission/use_cases/create_budget.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/budget_effect.h"
#include "services/submission/use_cases/draft_lines.h"
#include "services/submission/use_cases/line_effect.h"
#include "services/submission/use_cases/replay.h"
#include "services/submission/use_cases/transition.h"

namespace clearbudget::submission {

absl::StatusOr<StoredPack> CreateBudget::PackFor(const NewBudget& budget) {
  const std::vector<PackSummary> known = packs_.List();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const PackSummary& pack) { return pack.id == budget.pack; });
  if (found == known.end()) return errors::Error(errors::Reason::kPackUnknown, {{"pack", budget.pack}});
  if (!found->Fits(budget.name.region, budget.name.year)) {
    return errors::Error(
        errors::Reason::kPackInvalid,
        {{"pack", budget.pack},
         {"cause", fmt::format("it is not for region {} in {}", budget.name.region, budget.name.year)}});
  }
  return packs_.Find(budget.pack);
}

absl::Status CreateBudget::CheckPlace(const ports::Scope& scope, const names::BudgetName& name) {
  if (absl::StatusOr<Agency> agency = agencies_.FindAgency(scope, name.Agency()); !agency.ok())
    return agency.status();
  absl::StatusOr<BudgetHead> present = budgets_.FindHead(scope, name);
  if (present.ok()) return errors::Error(errors::Reason::kAlreadyExists, {{"name", name.ToText()}});
  return absl::IsNotFound(present.status()) ? absl::OkStatus() : present.status();
}

absl::StatusOr<BudgetHead> CreateBudget::Run(const ports::Scope& scope, const ports::Act& act,
                                             NewBudget budget) {
  absl::StatusOr<std::optional<BudgetHead>> replay = FindReplay<BudgetHead>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);

  if (absl::Status place = CheckPlace(scope, budget.name); !place.ok()) return place;
  absl::StatusOr<StoredPack> pack = PackFor(budget);
  if (!pack.ok()) return pack.status();

  BudgetChange change;
  facts::Record content = budget.content.has_value() ? *std::move(budget.content) : codec_.EmptyContent();
  if (const facts::RecordList* lines = content.Get("lines").AsList()) {
    absl::StatusOr<std::vector<StoredLine>> stored = EncodeLines(codec_, *lines, "budget.content.lines");
    if (!stored.ok()) return stored.status();
    change.lines = *std::move(stored);
    content.Set("lines", facts::Value());
  }
  change.content = codec_.EncodeContent(content);

  BudgetHead head;
  head.name = budget.name;
  head.kind = budget.kind;
  head.origin = budget.origin;
  head.pack = pack->id;
  head.pack_digest = pack->digest;
  head.demonstration = budget.demonstration;
  head.source = budget.source;
  head.change_number = 1;
  head.line_count = static_cast<int64_t>(change.lines.size());
  head.editors = {HandOf(act.caller)};
  head.create_time = act.time;
  head.update_time = act.time;
  change.head = head;
  AddHeadChanges(nullptr, head, change.effect);
  AddContentChanges(codec_.EmptyContent(), content, change.effect);
  if (absl::Status lines = AddLineChanges(codec_, {}, change.lines, change.effect); !lines.ok()) return lines;
  change.pack = *std::move(pack);
  return Store(budgets_, scope, std::move(change), std::move(head), act);
}

}  // namespace clearbudget::submission
