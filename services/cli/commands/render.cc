// clearbudget render: writes the statement of a revision into a folder.
#include <filesystem>
#include <string>
#include <vector>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "services/cli/commands/command.h"
#include "services/cli/input/operand.h"
#include "services/cli/output/file_writer.h"
#include "services/cli/output/json_text.h"

namespace clearbudget::cli {
namespace {

using disclosure::v1::RenderedStatement;

struct Written {
  std::string path;
  RenderedStatement statement;  // Without its content.
};

absl::StatusOr<Written> WriteStatement(const Session& session, const Arguments& arguments,
                                       const std::string& format) {
  disclosure::v1::RenderStatementRequest request;
  request.set_name(arguments.operands[0]);
  request.set_format(format);
  request.set_evaluation(arguments.Get("evaluation"));
  request.set_include_findings(arguments.Has("findings"));
  absl::StatusOr<RenderedStatement> statement = session.client->Call(request);
  if (!statement.ok()) return statement.status();
  if (digest::Sha256Hex(statement->content()) != statement->content_sha256()) {
    return errors::Error(errors::Reason::kChecksumMismatch, {{"name", statement->file_name()}});
  }
  const std::string folder = arguments.Get("out");
  if (absl::Status written = WriteFile(folder, statement->file_name(), statement->content()); !written.ok()) {
    return written;
  }
  statement->clear_content();
  return Written{std::filesystem::path(folder) / statement->file_name(), *std::move(statement)};
}

void ShowTable(const std::vector<Written>& files, Console& console) {
  Table table({{console.Say({"文件", "file"}), false, true},
               {"SHA-256"},
               {console.Say({"公开视图摘要", "disclosable digest"})}});
  for (const Written& file : files) {
    table.AddRow({file.path, file.statement.content_sha256(), file.statement.disclosable_digest()});
  }
  console.Show(table);
  if (files.empty() || files[0].statement.insufficient_places().empty()) return;
  console.Line(console.Say({"因数据缺失而未能列示之处", "what could not be shown because data are missing"}));
  for (const std::string& place : files[0].statement.insufficient_places()) console.Line("  " + place);
}

void ShowJson(const std::vector<Written>& files, Console& console) {
  JsonText json;
  json.BeginObject();
  json.BeginList("statements");
  for (const Written& file : files) {
    json.BeginObject();
    json.Text("path", file.path);
    json.Text("revision", file.statement.revision());
    json.Text("format", file.statement.format());
    json.Text("mediaType", file.statement.media_type());
    json.Text("contentSha256", file.statement.content_sha256());
    json.Text("disclosableDigest", file.statement.disclosable_digest());
    json.Text("packDigest", file.statement.pack_digest());
    json.BeginList("insufficientPlaces");
    for (const std::string& place : file.statement.insufficient_places()) json.Text("", place);
    json.EndList();
    json.EndObject();
  }
  json.EndList();
  json.EndObject();
  console.Line(json.text());
}

absl::StatusOr<ExitCode> Run(const Session& session, const Arguments& arguments) {
  if (const auto name = RevisionOperand(arguments.operands[0]); !name.ok()) return name.status();
  std::vector<std::string> formats = SplitList(arguments.Get("format"));
  if (formats.empty()) formats = {"text", "html"};
  std::vector<Written> files;
  for (size_t i = 0; i < formats.size(); ++i) {
    session.console.Progress({"生成公开文本", "statements"}, static_cast<int64_t>(i),
                             static_cast<int64_t>(formats.size()));
    absl::StatusOr<Written> file = WriteStatement(session, arguments, formats[i]);
    if (!file.ok()) return file.status();
    files.push_back(*std::move(file));
  }
  session.console.json() ? ShowJson(files, session.console) : ShowTable(files, session.console);
  return ExitCode::kDone;
}

}  // namespace

Command RenderCommand() {
  return {
      .name = "render",
      .summary = {"把版本的公开文本写入目录", "writes the statement of a revision into a folder"},
      .grammar =
          {.operands = "REVISION",
           .least = 1,
           .most = 1,
           .flags =
               {{"out", "DIR", {"输出目录", "the folder"}, true},
                {"format",
                 "LIST",
                 {"格式，默认 text,html；见 list formats", "text,html by default; see list formats"}},
                {"evaluation", "NAME", {"在附件中列示的绩效评价", "an evaluation to be shown in an annex"}},
                {"findings", "", {"附校验问题，供审核人员使用", "with the findings, for those who review"}}}},
      .run = Run};
}

}  // namespace clearbudget::cli
