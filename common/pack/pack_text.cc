#include "common/pack/pack_text.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <vector>

#include "common/pack/pack_parts.h"

namespace clearbudget::pack {
namespace {

namespace pb = google::protobuf;

class ProblemList : public pb::io::ErrorCollector {
 public:
  explicit ProblemList(std::string_view file_name) : file_name_(file_name) {}

  void AddError(int line, int column, const std::string& message) override {
    Add(fmt::format("{}:{}:{}: {}", file_name_, line + 1, column + 1, message));
  }
  void AddWarning(int line, int column, const std::string& message) override {
    AddError(line, column, message);
  }
  void Add(std::string problem) { problems_.push_back(std::move(problem)); }

  absl::Status ToStatus() const {
    return problems_.empty() ? absl::OkStatus()
                             : absl::InvalidArgumentError(fmt::format("{}", fmt::join(problems_, "\n")));
  }

 private:
  std::string file_name_;
  std::vector<std::string> problems_;
};

int AsSize(std::string_view text) {
  return static_cast<int>(text.size());
}

// The text format reads 010 as 8 and 0x10 as 16; in a pack both are slips of the pen.
void RefuseUnusualNumbers(std::string_view text, ProblemList& problems) {
  pb::io::ArrayInputStream stream(text.data(), AsSize(text));
  pb::io::Tokenizer tokenizer(&stream, &problems);
  tokenizer.set_comment_style(pb::io::Tokenizer::SH_COMMENT_STYLE);
  while (tokenizer.Next()) {
    const pb::io::Tokenizer::Token& token = tokenizer.current();
    if (token.type == pb::io::Tokenizer::TYPE_INTEGER && token.text.size() > 1 && token.text[0] == '0') {
      problems.AddError(
          token.line, token.column,
          fmt::format("'{}' is given, a whole number without leading zeros is expected", token.text));
    }
  }
}

// Strings of a text file may hold escapes, so that the parsed texts are checked, not the file.
void RefuseInvalidUtf8(std::string_view file_name, const PackText& read, ProblemList& problems) {
  std::string bytes;
  if (!read.content.SerializeToString(&bytes)) {
    problems.Add(fmt::format("{}: a text is not valid UTF-8", file_name));
    return;
  }
  v1::Pack again;
  if (!again.ParseFromString(bytes)) problems.Add(fmt::format("{}: a text is not valid UTF-8", file_name));
}

}  // namespace

std::string LocationKey(std::string_view kind, std::string_view id) {
  return fmt::format("{}/{}", kind, id);
}

absl::StatusOr<PackText> ReadPackText(std::string_view file_name, std::string_view text) {
  ProblemList problems(file_name);
  RefuseUnusualNumbers(text, problems);

  PackText read;
  pb::TextFormat::ParseInfoTree places;
  pb::TextFormat::Parser parser;
  parser.RecordErrorsTo(&problems);
  parser.WriteLocationsTo(&places);
  pb::io::ArrayInputStream stream(text.data(), AsSize(text));
  if (!parser.Parse(&stream, &read.content)) {
    if (absl::Status status = problems.ToStatus(); !status.ok()) return status;
    return absl::InvalidArgumentError(fmt::format("{}: the file cannot be parsed", file_name));
  }
  ForEachPart(read.content, [&](const Part& part) {
    const int line = places.GetLocation(part.field, part.index).line + 1;
    const std::string place = fmt::format("{}:{}", file_name, line);
    if (part.id.empty()) {
      problems.Add(fmt::format("{}: {} without an id", place, part.kind));
    } else if (const auto [it, added] = read.locations.emplace(LocationKey(part.kind, part.id), place);
               !added) {
      problems.Add(fmt::format("{}: {} '{}' stands at {} already", place, part.kind, part.id, it->second));
    }
  });
  RefuseInvalidUtf8(file_name, read, problems);
  if (absl::Status status = problems.ToStatus(); !status.ok()) return status;
  return read;
}

absl::Status MergePackText(const PackText& part, PackText& whole) {
  for (const auto& [key, place] : part.locations) {
    const auto [it, added] = whole.locations.emplace(key, place);
    if (!added)
      return absl::InvalidArgumentError(fmt::format("{}: {} stands at {} already", place, key, it->second));
  }
  const pb::Reflection& reflection = *part.content.GetReflection();
  std::vector<const pb::FieldDescriptor*> fields;
  reflection.ListFields(part.content, &fields);
  for (const pb::FieldDescriptor* field : fields) {
    if (!field->is_repeated() && reflection.HasField(whole.content, field)) {
      return absl::InvalidArgumentError(
          fmt::format("'{}' is stated in two files of the pack", field->name()));
    }
  }
  whole.content.MergeFrom(part.content);
  return absl::OkStatus();
}

}  // namespace clearbudget::pack
