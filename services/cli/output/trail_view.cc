#include "services/cli/output/trail_view.h"

#include <fmt/format.h>

#include <string>

#include "absl/strings/str_join.h"

namespace clearbudget::cli {
namespace {

using trail::v1::TrailChange;
using trail::v1::TrailEntry;

std::string What(const TrailEntry& entry, const Console& console) {
  std::string text = entry.method().substr(entry.method().rfind('/') + 1);
  if (entry.kind() == trail::v1::TRAIL_ENTRY_KIND_REFUSAL) {
    text += "\n" + console.Say({"被拒", "refused"}) + " " + entry.reason();
  }
  if (entry.kind() == trail::v1::TRAIL_ENTRY_KIND_READ) text += "\n" + console.Say({"查阅", "read"});
  if (entry.count() > 1) text += fmt::format(" ×{}", entry.count());
  return text;
}

std::string Who(const TrailEntry& entry, const Console& console) {
  std::string text = entry.person().empty() ? entry.subject() : entry.person();
  const auto& roles = entry.roles();
  text += "\n" + absl::StrJoin(roles.begin(), roles.end(), ",");
  if (!entry.delegator().empty()) text += "\n" + console.Say({"受托于", "for"}) + " " + entry.delegator();
  return text;
}

std::string Side(bool given, const std::string& value) {
  return given ? fmt::format("\"{}\"", value) : "–";
}

std::string Changes(const TrailEntry& entry, const Console& console) {
  std::string text =
      entry.kind() == trail::v1::TRAIL_ENTRY_KIND_OPERATION ? entry.aggregate() : entry.resource();
  for (const TrailChange& change : entry.changes()) {
    text += fmt::format("\n{}: {} → {}", change.path(), Side(change.has_before(), change.before()),
                        Side(change.has_after(), change.after()));
  }
  const auto more = entry.change_count() - entry.changes_size();
  if (more > 0) text += fmt::format("\n… {} {}", more, console.Say({"处其他变更", "other changes"}));
  return text;
}

}  // namespace

void ShowTrail(const trail::v1::ListTrailEntriesResponse& entries, Console& console) {
  Table table({{console.Say({"条目", "entry"}), true},
               {console.Say({"时间", "time"})},
               {console.Say({"谁", "who"})},
               {console.Say({"来自", "from"})},
               {console.Say({"做了什么", "what"})},
               {console.Say({"对象与变更", "on what, and what changed"})}});
  for (const TrailEntry& entry : entries.entries()) {
    table.AddRow({entry.has_leaf_index() ? std::to_string(entry.leaf_index()) : "–", entry.entry_time(),
                  Who(entry, console), entry.client_address(), What(entry, console),
                  Changes(entry, console)});
  }
  console.Show(table);
}

}  // namespace clearbudget::cli
