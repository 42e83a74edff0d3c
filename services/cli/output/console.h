// Where the program writes: results to its output, errors and progress beside it.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

#include "absl/status/status.h"
#include "services/cli/output/table.h"
#include "services/cli/output/words.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::cli {

// The streams of the process, or those of a test.
struct Streams {
  std::ostream& out;
  std::ostream& error;
  int out_width = 0;               // In columns; 0 where it is no terminal.
  bool error_is_terminal = false;  // Progress is shown only there.
};

class Console {
 public:
  explicit Console(const Streams& streams) : streams_(streams) {}

  void Use(Language language, bool json) {
    language_ = language;
    json_ = json;
  }
  Language language() const { return language_; }
  bool json() const { return json_; }

  // The text in the language that was asked for.
  std::string Say(const Words& words) const { return In(language_, words); }

  void Line(std::string_view line);
  // As Line, where no JSON was asked for: what is said beside a result that a program reads.
  void Remark(std::string_view line);
  void Show(const Table& table);
  // The message in the JSON form of the contract.
  void ShowJson(const google::protobuf::Message& message);
  void Tell(const absl::Status& status);
  // False where something that was said could not be written, as on a full disk.
  bool Flush() { return static_cast<bool>(streams_.out.flush()); }

  // What a long work is doing, in place of what was said before; nothing where nobody watches.
  void Progress(const Words& what, int64_t done, int64_t all);
  void Waiting(const Words& what);
  void EndProgress();

 private:
  void Replace(const std::string& line);

  Streams streams_;
  Language language_ = Language::kBoth;
  bool json_ = false;
  int progress_width_ = 0;
};

}  // namespace clearbudget::cli
