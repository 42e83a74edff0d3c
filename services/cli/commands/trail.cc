// clearbudget trail: lists or exports what was done, and fetches checkpoints to be kept elsewhere.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "common/names/resource_name.h"
#include "services/cli/client/trail_client.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/file_writer.h"
#include "services/cli/output/json_text.h"
#include "services/cli/output/streamed_file.h"
#include "services/cli/output/trail_view.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using trail::v1::TrailFilter;
using Result = absl::StatusOr<ExitCode>;

// Where a command goes: the service and the region of the command line.
struct Place {
  TrailService service;
  std::string region;  // "regions/130303"
};

absl::Status Wrong(std::string_view flag, const std::string& given, std::string_view expected) {
  return UsageError("trail", {{std::string(flag), given, Reason::kNotAllowed, std::string(expected),
                               std::string(expected)}});
}

// -1 for what is no number.
std::int64_t NumberFrom(std::string_view text) {
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

absl::Status ReadFilter(const Arguments& arguments, TrailFilter* filter) {
  const std::string kind = arguments.Get("kind");
  if (kind == "operation") filter->set_kind(trail::v1::TRAIL_ENTRY_KIND_OPERATION);
  if (kind == "refusal") filter->set_kind(trail::v1::TRAIL_ENTRY_KIND_REFUSAL);
  if (kind == "read") filter->set_kind(trail::v1::TRAIL_ENTRY_KIND_READ);
  if (!kind.empty() && filter->kind() == trail::v1::TRAIL_ENTRY_KIND_UNSPECIFIED) {
    return Wrong("--kind", kind, "operation, refusal, read");
  }
  filter->set_resource(arguments.Get("resource"));
  filter->set_subject(arguments.Get("subject"));
  filter->set_person(arguments.Get("person"));
  filter->set_method(arguments.Get("method"));
  filter->set_from(arguments.Get("from"));
  filter->set_until(arguments.Get("until"));
  return absl::OkStatus();
}

Result List(const Session& session, const Arguments& arguments, const Place& place) {
  constexpr std::int64_t kPage = 1000;
  const std::string limit = arguments.Has("limit") ? arguments.Get("limit") : "100";
  std::int64_t left = NumberFrom(limit);
  if (left < 1) return Wrong("--limit", limit, "1, 2, 3, ...");
  trail::v1::ListTrailEntriesRequest request;
  request.set_parent(place.region);
  if (absl::Status read = ReadFilter(arguments, request.mutable_filter()); !read.ok()) return read;
  const TrailClient client(*session.client, place.service);
  trail::v1::ListTrailEntriesResponse all;
  do {
    request.set_page_size(static_cast<int>(std::min(left, kPage)));
    const auto page = client.Call(request);
    if (!page.ok()) return page.status();
    left -= page->entries_size();
    request.set_page_token(page->next_page_token());
    all.MergeFrom(*page);
  } while (!request.page_token().empty() && left > 0);
  if (session.console.json()) {
    all.clear_next_page_token();
    session.console.ShowJson(all);
    return ExitCode::kDone;
  }
  ShowTrail(all, session.console);
  if (!request.page_token().empty()) {
    session.console.Remark(
        session.console.Say({"还有更多条目，见 --limit", "there are more entries, see --limit"}));
  }
  return ExitCode::kDone;
}

Result Export(const Session& session, const Arguments& arguments, const Place& place) {
  trail::v1::ExportTrailRequest request;
  request.set_parent(place.region);
  if (absl::Status read = ReadFilter(arguments, request.mutable_filter()); !read.ok()) return read;
  for (const std::string& size : SplitList(arguments.Get("since-sizes"))) {
    request.add_since_sizes(NumberFrom(size));
    if (NumberFrom(size) < 1) return Wrong("--since-sizes", size, "1, 2, 3, ...");
  }
  const std::string path = arguments.Get("out");
  if (path.empty()) return Wrong("--out", path, "FILE");
  StreamedFile file(path);
  const TrailClient client(*session.client, place.service);
  absl::Status exported = client.Export(request, [&](std::string_view lines) {
    absl::Status written = file.Append(lines);
    session.console.Waiting({"正在导出", "exporting"});
    return written;
  });
  if (exported.ok()) exported = file.Finish();
  if (!exported.ok()) return exported;
  if (session.console.json()) {
    JsonText json;
    json.BeginObject();
    json.Text("path", path);
    json.Number("bytes", file.size());
    json.EndObject();
    session.console.Line(json.text());
  } else {
    session.console.Line(fmt::format("{}  {} {}", path, file.size(), session.console.Say({"字节", "bytes"})));
  }
  return ExitCode::kDone;
}

Result Checkpoint(const Session& session, const Arguments& arguments, const Place& place) {
  trail::v1::GetTrailCheckpointRequest request;
  request.set_parent(place.region);
  const auto checkpoint = TrailClient(*session.client, place.service).Call(request);
  if (!checkpoint.ok()) return checkpoint.status();
  const std::string folder = arguments.Get("out");
  const std::string name =
      fmt::format("{}-{}-{:010}.note", NameOf(place.service),
                  place.region.substr(place.region.rfind('/') + 1), checkpoint->tree_size());
  if (!folder.empty()) {
    if (absl::Status written = WriteFile(folder, name, checkpoint->note()); !written.ok()) return written;
  }
  if (session.console.json()) {
    session.console.ShowJson(*checkpoint);
  } else if (folder.empty()) {
    session.console.Line(checkpoint->note().substr(0, checkpoint->note().size() - 1));
  } else {
    session.console.Line(fmt::format("{}/{}", folder, name));
  }
  return ExitCode::kDone;
}

struct Action {
  std::string_view name;
  Result (*run)(const Session& session, const Arguments& arguments, const Place& place);
};

constexpr std::array kActions = {Action{"list", List}, Action{"export", Export},
                                 Action{"checkpoint", Checkpoint}};

Result Run(const Session& session, const Arguments& arguments) {
  constexpr std::string_view kRegionPattern = "regions/{region}";
  const std::string& region = arguments.operands[1];
  const bool is_region = names::IsResourceName(region) && region.starts_with("regions/") &&
                         region.find('/', std::string_view("regions/").size()) == std::string::npos;
  if (!is_region) return NameError("REGION", region, kRegionPattern);
  const std::string service = arguments.Get("service");
  const std::optional<TrailService> known = TrailServiceNamed(service);
  if (!known.has_value()) return Wrong("--service", service, "submission, performance, disclosure");
  for (const Action& action : kActions) {
    if (action.name == arguments.operands[0]) return action.run(session, arguments, {*known, region});
  }
  return Wrong("ACTION", arguments.operands[0], "list, export, checkpoint");
}

}  // namespace

Command TrailCommand() {
  return {
      .name = "trail",
      .summary = {"审计日志：list 查阅、export 导出（供 verify 验证）、checkpoint 取得应在外部保存的检查点",
                  "the trail: lists it, exports it for verify, or fetches a checkpoint to be kept elsewhere"},
      .grammar = {.operands = "list|export|checkpoint REGION",
                  .least = 2,
                  .most = 2,
                  .flags = {{"service",
                             "NAME",
                             {"submission、performance 或 disclosure",
                              "submission, performance or disclosure"},
                             true},
                            {"kind", "KIND", {"operation、refusal 或 read", "operation, refusal or read"}},
                            {"resource", "NAME", {"该资源及其下级", "the resource and what lies below it"}},
                            {"subject", "TEXT", {"凭证主体", "the subject of the credentials"}},
                            {"person", "TEXT", {"操作人或委托人", "who acted, or whose power was used"}},
                            {"method", "NAME", {"方法，如 SubmitBudget", "the method, such as SubmitBudget"}},
                            {"from", "INSTANT", {"自该时刻起", "from this instant on"}},
                            {"until", "INSTANT", {"至该时刻前", "before this instant"}},
                            {"limit",
                             "COUNT",
                             {"list 的最大条数，默认 100", "list: how many at most, 100 by default"}},
                            {"since-sizes",
                             "N,...",
                             {"export：对这些检查点大小给出一致性证明",
                              "export: proves consistency with checkpoints of these sizes"}},
                            {"out",
                             "FILE|DIR",
                             {"export 的文件；checkpoint 的目录",
                              "export: the file; checkpoint: a folder for the note"}}}},
      .run = Run};
}

}  // namespace clearbudget::cli
