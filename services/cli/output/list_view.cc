#include "services/cli/output/list_view.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_join.h"
#include "services/cli/output/message_view.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Agency;
using budget::v1::AgencyAttributes;

// What was last known of the agency. Days are written YYYY-MM-DD, so that their texts order as they do.
const AgencyAttributes& Latest(const Agency& agency) {
  const auto& entries = agency.attributes();
  const auto latest = std::max_element(
      entries.begin(), entries.end(),
      [](const AgencyAttributes& a, const AgencyAttributes& b) { return a.valid_from() < b.valid_from(); });
  return latest == entries.end() ? AgencyAttributes::default_instance() : *latest;
}

// "1" of ".../revisions/1".
std::string LastSegment(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

void ShowList(const budget::v1::ListAgenciesResponse& list, Console& console) {
  Table table({{console.Say({"单位", "agency"}), false, true},
               {console.Say({"全称", "full name"})},
               {console.Say({"主管部门", "parent"})},
               {console.Say({"生效日期", "from"})}});
  for (const Agency& agency : list.agencies()) {
    const AgencyAttributes& known = Latest(agency);
    table.AddRow({agency.name(), known.full_name(), known.parent(), known.valid_from()});
  }
  console.Show(table);
}

void ShowList(const budget::v1::ListBudgetsResponse& list, Console& console) {
  Table table({{console.Say({"预算", "budget"}), false, true},
               {console.Say({"状态", "state"})},
               {console.Say({"来源", "origin"})},
               {console.Say({"规则包", "pack"})},
               {console.Say({"明细行", "lines"}), true},
               {console.Say({"最新版本", "latest revision"}), true},
               {console.Say({"更新时间", "updated"})}});
  for (const budget::v1::Budget& budget : list.budgets()) {
    table.AddRow({budget.name(), SymbolText(budget.state()), SymbolText(budget.origin()), budget.pack(),
                  std::to_string(budget.line_count()), LastSegment(budget.latest_revision()),
                  budget.update_time()});
  }
  console.Show(table);
}

void ShowList(const budget::v1::ListBudgetRevisionsResponse& list, Console& console) {
  Table table({{console.Say({"版本", "revision"}), false, true},
               {console.Say({"状态", "state"})},
               {console.Say({"提交", "submitted"})},
               {console.Say({"决定", "decided"})},
               {console.Say({"摘要", "digest"})}});
  for (const budget::v1::BudgetRevision& revision : list.revisions()) {
    table.AddRow(
        {revision.name(), SymbolText(revision.state()),
         revision.submission().person() + "\n" + revision.submission().act_time(),
         revision.has_decision() ? revision.decision().person() + "\n" + revision.decision().act_time() : "",
         revision.digest()});
  }
  console.Show(table);
}

void ShowList(const budget::v1::ListDelegationsResponse& list, Console& console) {
  Table table({{console.Say({"委托", "delegation"}), false, true},
               {console.Say({"委托人", "delegator"})},
               {console.Say({"受托人", "delegate"})},
               {console.Say({"角色", "roles"})},
               {console.Say({"起始日", "from"})},
               {console.Say({"截止日", "until"})},
               {console.Say({"收回", "revoked"})}});
  for (const budget::v1::Delegation& delegation : list.delegations()) {
    table.AddRow({delegation.name(), delegation.delegator(), delegation.delegate(),
                  absl::StrJoin(delegation.roles(), ", "), delegation.first_day(), delegation.last_day(),
                  delegation.revoked() ? console.Say({"是", "yes"}) : ""});
  }
  console.Show(table);
}

void ShowList(const performance::v1::ListEvaluationsResponse& list, Console& console) {
  Table table({{console.Say({"评价", "evaluation"}), false, true},
               {console.Say({"截至月份", "until month"}), true},
               {console.Say({"评价人", "person"})},
               {console.Say({"时间", "stored"})}});
  for (const performance::v1::Evaluation& evaluation : list.evaluations()) {
    table.AddRow({evaluation.name(), LastSegment(evaluation.progress_report()), evaluation.person(),
                  evaluation.create_time()});
  }
  console.Show(table);
}

}  // namespace clearbudget::cli
