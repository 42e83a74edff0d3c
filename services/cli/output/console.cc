#include "services/cli/output/console.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/contract/json_writer.h"
#include "common/typography/glyph.h"
#include "services/cli/output/error_text.h"

namespace clearbudget::cli {

void Console::Line(std::string_view line) {
  EndProgress();
  streams_.out << line << '\n';
}

void Console::Remark(std::string_view line) {
  if (!json_) Line(line);
}

void Console::Show(const Table& table) {
  for (const std::string& line : table.Lines(streams_.out_width)) Line(line);
}

void Console::ShowJson(const google::protobuf::Message& message) {
  std::string text = contract::WriteJson(message);
  while (text.ends_with('\n')) text.pop_back();
  Line(text);
}

void Console::Tell(const absl::Status& status) {
  EndProgress();
  if (json_) {
    streams_.error << ErrorJson(status) << '\n';
    return;
  }
  for (const std::string& line : ErrorLines(status, language_)) streams_.error << line << '\n';
}

void Console::Progress(const Words& what, int64_t done, int64_t all) {
  Replace(fmt::format("{} {}/{}", Say(what), done, all));
}

void Console::Waiting(const Words& what) {
  Replace(Say(what));
}

void Console::EndProgress() {
  if (progress_width_ == 0) return;
  Replace("");
  streams_.error << '\r' << std::flush;
  progress_width_ = 0;
}

void Console::Replace(const std::string& line) {
  if (!streams_.error_is_terminal) return;
  const int width = typography::DisplayWidth(line);
  const int blanks = std::max(0, progress_width_ - width);
  streams_.error << '\r' << line << std::string(static_cast<size_t>(blanks), ' ') << std::flush;
  progress_width_ = width;
}

}  // namespace clearbudget::cli
