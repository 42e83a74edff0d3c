#include "services/cli/output/verdict_view.h"

#include <fmt/format.h>

#include "common/digest/digest.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

using trail_export::CheckedCheckpoint;
using trail_export::CheckpointOutcome;
using trail_export::Finding;
using trail_export::Remark;
using trail_export::Verdict;

Words OutcomeWords(CheckpointOutcome outcome) {
  switch (outcome) {
    case CheckpointOutcome::kFits:
      return {"相符", "fits"};
    case CheckpointOutcome::kNotSigned:
      return {"无可信签名", "not signed by a trusted key"};
    case CheckpointOutcome::kDiffers:
      return {"不符", "differs"};
    case CheckpointOutcome::kLarger:
      return {"大于导出", "larger than the export"};
    case CheckpointOutcome::kUnproven:
      return {"缺少证明，未检查", "not checked, since its proof is missing"};
    case CheckpointOutcome::kLeavesMissing:
      return {"缺少条目，未检查", "not checked, since entries are missing"};
    case CheckpointOutcome::kOtherLog:
      return {"其他日志，略过", "of another log, passed over"};
  }
  return {};
}

Words VerdictWords(const Verdict& verdict) {
  if (verdict.sound()) return {"一致：所检查的全部相符", "sound: everything that was checked fits"};
  if (verdict.finding_count > 0) return {"不一致", "not sound"};
  return {"未能全部检查", "not everything could be checked"};
}

// A witness may keep thousands: of those that fit, the latest stands for all.
void ShowCheckpoints(const Verdict& verdict, Console& console) {
  constexpr int kMostRows = 20;
  Table table({{console.Say({"检查点", "checkpoint"}), false, true},
               {console.Say({"条目数", "entries"}), true},
               {console.Say({"根哈希", "root"})},
               {console.Say({"结果", "outcome"})}});
  const auto add = [&](const std::string& name, const CheckedCheckpoint& checked, const std::string& more) {
    table.AddRow({name, std::to_string(checked.tree_size), digest::ToHex(checked.root_hash),
                  console.Say(OutcomeWords(checked.outcome)) + more});
  };
  add(console.Say({"导出自带", "of the export"}), verdict.own, "");
  const CheckedCheckpoint* latest = nullptr;
  std::int64_t fitting = 0;
  for (const CheckedCheckpoint& checked : verdict.outside) {
    if (checked.outcome != CheckpointOutcome::kFits) continue;
    latest = &checked;
    ++fitting;
  }
  if (latest != nullptr) add(latest->name, *latest, fitting > 1 ? fmt::format(" ×{}", fitting) : "");
  int rows = 0;
  for (const CheckedCheckpoint& checked : verdict.outside) {
    if (checked.outcome == CheckpointOutcome::kFits || checked.outcome == CheckpointOutcome::kOtherLog)
      continue;
    if (++rows <= kMostRows) add(checked.name, checked, "");
  }
  console.Show(table);
}

void ShowText(const Verdict& verdict, const std::string& file, Console& console) {
  console.Line(fmt::format("{}  {}", file, verdict.header.origin));
  console.Line(fmt::format("{} {} · {} {} · {}", console.Say({"条目", "entries"}), verdict.entries,
                           console.Say({"对象", "aggregates"}), verdict.aggregates,
                           digest::NameOf(verdict.header.hash)));
  ShowCheckpoints(verdict, console);
  bool first = true;
  for (const Finding& finding : verdict.findings) {
    const std::string chinese = ChineseText(finding);
    const std::string english = EnglishText(finding);
    console.Line(fmt::format("{} [{}]",
                             first ? console.Say({"第一处不符", "the first that does not fit"})
                                   : console.Say({"另有不符", "another"}),
                             FaultName(finding.fault)));
    console.Line("  " + In(console.language(), {chinese, english}, "\n  "));
    first = false;
  }
  const std::int64_t more = verdict.finding_count - static_cast<std::int64_t>(verdict.findings.size());
  if (more > 0) console.Line(fmt::format("{} {}", console.Say({"其余不符之处", "and others:"}), more));
  for (const Remark& remark : NotChecked(verdict)) {
    const std::string chinese = "未检查：" + remark.chinese;
    const std::string english = "not checked: " + remark.english;
    console.Line(In(console.language(), {chinese, english}, "\n"));
  }
  console.Line(console.Say(VerdictWords(verdict)));
}

void WriteCheckpoint(const CheckedCheckpoint& checked, std::string_view name, JsonText& json) {
  json.BeginObject(name);
  if (!checked.name.empty()) json.Text("name", checked.name);
  json.Number("treeSize", checked.tree_size);
  json.Text("rootHash", digest::ToHex(checked.root_hash));
  json.Text("outcome", OutcomeName(checked.outcome));
  json.EndObject();
}

void WriteFinding(const Finding& finding, JsonText& json) {
  json.BeginObject();
  json.Text("fault", FaultName(finding.fault));
  if (!finding.checkpoint.empty()) json.Text("checkpoint", finding.checkpoint);
  if (finding.line > 0) json.Number("line", finding.line);
  if (finding.leaf_index.has_value()) json.Number("leafIndex", *finding.leaf_index);
  if (finding.end_leaf.has_value()) json.Number("endLeaf", *finding.end_leaf);
  if (!finding.aggregate.empty()) {
    json.Text("aggregate", finding.aggregate);
    json.Number("changeNumber", finding.change_number);
  }
  if (!finding.expected.empty()) {
    json.Text("expected", finding.expected);
    json.Text("found", finding.found);
  }
  json.Text("textZh", ChineseText(finding));
  json.Text("textEn", EnglishText(finding));
  json.EndObject();
}

void ShowJsonText(const Verdict& verdict, const std::string& file, Console& console) {
  JsonText json;
  json.BeginObject();
  json.Text("file", file);
  json.Text("verdict", verdict.sound() ? "SOUND" : "NOT_SOUND");
  json.Text("origin", verdict.header.origin);
  json.Text("hash", digest::NameOf(verdict.header.hash));
  json.Number("entries", verdict.entries);
  json.Number("aggregates", verdict.aggregates);
  json.Number("unlinked", verdict.unlinked);
  WriteCheckpoint(verdict.own, "ownCheckpoint", json);
  json.BeginList("checkpoints");
  for (const CheckedCheckpoint& checked : verdict.outside) WriteCheckpoint(checked, "", json);
  json.EndList();
  json.Number("findingCount", verdict.finding_count);
  json.BeginList("findings");
  for (const Finding& finding : verdict.findings) WriteFinding(finding, json);
  json.EndList();
  json.BeginList("notChecked");
  for (const Remark& remark : NotChecked(verdict)) {
    json.BeginObject();
    json.Text("zh", remark.chinese);
    json.Text("en", remark.english);
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
  console.Line(json.text());
}

}  // namespace

void ShowVerdict(const Verdict& verdict, const std::string& file, Console& console) {
  if (console.json()) {
    ShowJsonText(verdict, file, console);
  } else {
    ShowText(verdict, file, console);
  }
}

}  // namespace clearbudget::cli
