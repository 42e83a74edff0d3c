#include "services/submission/adapters/proto_content_codec.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/reader.h"
#include "common/contract/writer.h"
#include "common/errors/error.h"
#include "services/submission/domain/line_key.h"

namespace clearbudget::submission {
namespace {

constexpr size_t kLinesPerPart = 1000;
// The tag of BudgetContent.lines: field 4, length-delimited.
constexpr char kLinesTag = (budget::v1::BudgetContent::kLinesFieldNumber << 3) | 2;

// A line as an element of a content. Serialized messages can be joined: fields of a list add up.
void AppendLine(const std::string& line, std::string& content) {
  content.push_back(kLinesTag);
  for (size_t size = line.size();; size >>= 7) {
    if (size < 0x80) {
      content.push_back(static_cast<char>(size));
      break;
    }
    content.push_back(static_cast<char>((size & 0x7F) | 0x80));
  }
  content.append(line);
}

absl::Status Unreadable() {
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", "content"}});
}

absl::StatusOr<facts::Record> ReadContent(const std::string& bytes, const facts::Catalogue& catalogue) {
  budget::v1::BudgetContent message;
  if (!message.ParseFromString(bytes)) return Unreadable();
  contract::ViolationList violations;
  std::optional<facts::Record> content = contract::ReadRecord(message, catalogue, violations);
  if (!content.has_value()) return Unreadable();
  return *std::move(content);
}

}  // namespace

facts::Record ProtoContentCodec::EmptyContent() const {
  return facts::Record(*catalogue_.root());
}

std::string ProtoContentCodec::EncodeContent(const facts::Record& content) const {
  budget::v1::BudgetContent message;
  contract::WriteRecord(content, message);
  message.clear_lines();
  return message.SerializeAsString();
}

std::string ProtoContentCodec::EncodeLine(const facts::Record& line) const {
  budget::v1::BudgetLine message;
  contract::WriteRecord(line, message);
  return message.SerializeAsString();
}

absl::StatusOr<facts::Record> ProtoContentCodec::Decode(const std::string& content,
                                                        const std::vector<StoredLine>& lines) const {
  if (lines.empty()) return ReadContent(content, catalogue_);
  std::string joined = content;
  for (const StoredLine& line : lines) AppendLine(line.bytes, joined);
  return ReadContent(joined, catalogue_);
}

std::vector<ContentPart> ProtoContentCodec::Freeze(const std::string& content,
                                                   const std::vector<StoredLine>& lines) const {
  std::vector<ContentPart> parts = {{.first_key = {}, .line_count = 0, .bytes = content}};
  for (size_t begin = 0; begin < lines.size(); begin += kLinesPerPart) {
    const size_t end = std::min(begin + kLinesPerPart, lines.size());
    ContentPart part{
        .first_key = lines[begin].key, .line_count = static_cast<int64_t>(end - begin), .bytes = {}};
    for (size_t i = begin; i < end; ++i) AppendLine(lines[i].bytes, part.bytes);
    parts.push_back(std::move(part));
  }
  return parts;
}

absl::StatusOr<std::vector<StoredLine>> ProtoContentCodec::LinesOf(const ContentPart& part) const {
  budget::v1::BudgetContent message;
  if (!message.ParseFromString(part.bytes)) return Unreadable();
  contract::ViolationList violations;
  std::vector<StoredLine> lines;
  lines.reserve(static_cast<size_t>(message.lines_size()));
  for (const budget::v1::BudgetLine& line : message.lines()) {
    std::optional<facts::Record> record = contract::ReadRecord(line, catalogue_, violations);
    if (!record.has_value()) return Unreadable();
    lines.push_back({.key = LineKeyOf(*record), .bytes = line.SerializeAsString()});
  }
  return lines;
}

}  // namespace clearbudget::submission
