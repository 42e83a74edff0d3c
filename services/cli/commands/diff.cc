// clearbudget diff: what changed between two revisions, or between a revision and the draft.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "common/typography/glyph.h"
#include "common/typography/line_breaking.h"
#include "services/cli/client/pages.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/content_facts.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

using budget::v1::BudgetContent;
using facts::Change;

// The content with its lines, which are read by page, so that no budget is too large.
absl::StatusOr<BudgetContent> ReadContent(const Client& client, const std::string& name) {
  BudgetContent content;
  if (names::ParseRevisionName(name).ok()) {
    budget::v1::GetBudgetRevisionRequest request;
    request.set_name(name);
    request.set_view(budget::v1::BUDGET_VIEW_CONTENT);
    auto revision = client.Call(request);
    if (!revision.ok()) return revision.status();
    content = *std::move(revision->mutable_content());
  } else if (names::ParseBudgetName(name).ok()) {
    budget::v1::GetBudgetRequest request;
    request.set_name(name);
    request.set_view(budget::v1::BUDGET_VIEW_CONTENT);
    auto budget = client.Call(request);
    if (!budget.ok()) return budget.status();
    content = *std::move(budget->mutable_content());
  } else {
    return NameError("REVISION", name, kRevisionPattern);
  }
  auto lines = ReadAllLines(client, name);
  if (!lines.ok()) return lines.status();
  content.mutable_lines()->Swap(lines->mutable_lines());
  return content;
}

std::string KindText(const Change& change, const Console& console) {
  switch (change.kind) {
    case facts::ChangeKind::kAdded:
      return console.Say({"新增", "added"});
    case facts::ChangeKind::kRemoved:
      return console.Say({"删除", "removed"});
    case facts::ChangeKind::kChanged:
      return console.Say({"变更", "changed"});
  }
  return {};
}

std::string WhatChanged(const Change& change, const Console& console) {
  std::string text;
  if (change.field != nullptr && !change.field->label.empty() && console.language() != Language::kEnglish) {
    text = change.field->label + "\n";
  }
  text.append(change.path);
  if (!change.element.empty()) text.append("\n").append(change.element);
  return text;
}

// Enough of a value to know it by; --json tells all of it.
std::string Shortened(const std::string& value) {
  constexpr int kMostColumns = 120;
  if (typography::DisplayWidth(value) <= kMostColumns) return value;
  return typography::BreakLines(value, kMostColumns)[0] + "…";
}

void ShowTable(const std::vector<Change>& changes, Console& console) {
  Table table({{console.Say({"变化", "change"})},
               {console.Say({"内容", "fact"})},
               {console.Say({"之前", "before"})},
               {console.Say({"之后", "after"})}});
  for (const Change& change : changes) {
    table.AddRow({KindText(change, console), WhatChanged(change, console), Shortened(change.before),
                  Shortened(change.after)});
  }
  if (!changes.empty()) console.Show(table);
  const std::string count = std::to_string(changes.size());
  console.Line(console.Say({fmt::format("共 {} 处变化", count), fmt::format("{} change(s)", count)}));
}

void ShowJson(const std::vector<Change>& changes, Console& console) {
  JsonText json;
  json.BeginObject();
  json.BeginList("changes");
  for (const Change& change : changes) {
    json.BeginObject();
    json.Text("kind", facts::ChangeKindName(change.kind));
    json.Text("path", change.path);
    json.Text("element", change.element);
    json.Text("before", change.before);
    json.Text("after", change.after);
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
  console.Line(json.text());
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  const auto before = ReadContent(*session.client, arguments.operands[0]);
  if (!before.ok()) return before.status();
  const auto after = ReadContent(*session.client, arguments.operands[1]);
  if (!after.ok()) return after.status();
  const auto content_facts = ContentFacts::Of(*before);
  if (!content_facts.ok()) return content_facts.status();
  const auto changes = content_facts->Compare(*before, *after);
  if (!changes.ok()) return changes.status();
  session.console.json() ? ShowJson(*changes, session.console) : ShowTable(*changes, session.console);
  return ExitCode::kDone;
}

}  // namespace

Command DiffCommand() {
  return {.name = "diff",
          .summary = {"比较两个版本（或草稿）的内容", "compares the content of two revisions, or of a draft"},
          .grammar = {.operands = "BEFORE AFTER", .least = 2, .most = 2, .flags = {}},
          .run = Run};
}

}  // namespace clearbudget::cli
