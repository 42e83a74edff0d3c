// clearbudget apply: brings files to the suite: agencies first, then budgets, then progress reports.
#include <fmt/format.h>

#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "services/cli/commands/apply_document.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/request_id.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

struct Applier {
  Application& application;

  absl::StatusOr<Applied> operator()(const budget::v1::CreateAgencyRequest& file) const {
    return ApplyAgency(application, file);
  }
  absl::StatusOr<Applied> operator()(const budget::v1::CreateBudgetRequest& file) const {
    return ApplyBudget(application, file);
  }
  absl::StatusOr<Applied> operator()(const performance::v1::WriteProgressReportRequest& file) const {
    return ApplyProgressReport(application, file);
  }
};

Words ActionWords(Action action) {
  switch (action) {
    case Action::kCreated:
      return {"新建", "created"};
    case Action::kUpdated:
      return {"更新", "updated"};
    case Action::kUnchanged:
      return {"无变化", "unchanged"};
  }
  return {};
}

void ShowTable(const std::vector<Applied>& results, Console& console) {
  if (results.empty()) return;
  Table table({{console.Say({"资源", "resource"}), false, true},
               {console.Say({"结果", "result"})},
               {console.Say({"变更项", "facts"}), true},
               {console.Say({"写入行", "lines written"}), true},
               {console.Say({"删除行", "lines removed"}), true},
               {console.Say({"文件", "file"})}});
  for (const Applied& result : results) {
    table.AddRow({result.name, console.Say(ActionWords(result.action)), std::to_string(result.changed_facts),
                  std::to_string(result.written_lines), std::to_string(result.removed_lines), result.file});
  }
  console.Show(table);
}

void ShowJson(const std::vector<Applied>& results, Console& console) {
  JsonText json;
  json.BeginObject();
  json.BeginList("results");
  for (const Applied& result : results) {
    json.BeginObject();
    json.Text("name", result.name);
    json.Text("action", ActionWords(result.action).english);
    json.Number("changedFacts", result.changed_facts);
    json.Number("writtenLines", result.written_lines);
    json.Number("removedLines", result.removed_lines);
    json.Text("file", result.file);
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
  console.Line(json.text());
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  // All files are read before the first is sent: what can be told here is told before anything is stored.
  const auto documents = ReadDocuments(arguments.operands);
  if (!documents.ok()) return documents.status();
  std::vector<Applied> results;
  absl::Status status;
  for (const Document& document : *documents) {
    Application application{.document = document, .client = *session.client, .console = session.console};
    absl::StatusOr<Applied> applied = std::visit(Applier{application}, document.request);
    if (!applied.ok()) {
      status = LocatedIn(document, applied.status());
      break;
    }
    applied->file = document.file;
    applied->name = document.name();
    results.push_back(*std::move(applied));
  }
  session.console.EndProgress();
  session.console.json() ? ShowJson(results, session.console) : ShowTable(results, session.console);
  if (!status.ok()) return status;
  return ExitCode::kDone;
}

}  // namespace

std::string Application::NextRequestId(std::string_view etag) {
  return StepRequestId(document.digest, ++step, etag);
}

Command ApplyCommand() {
  return {
      .name = "apply",
      .summary = {"按文件（YAML 或 JSON）新建或更新单位、预算和进度报告；可重复执行，中断后重做即可补齐",
                  "creates or updates agencies, budgets and progress reports from YAML or JSON files; a "
                  "repeat completes what was cut off"},
      .grammar = {.operands = "FILE...", .least = 1, .most = std::numeric_limits<size_t>::max(), .flags = {}},
      .run = Run};
}

}  // namespace clearbudget::cli
