#include "common/contract/document_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "common/contract/message_builder.h"
#include "common/contract/reader.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using google::protobuf::Message;

void Parse(std::string_view text, Notation notation, NotationHandler& handler) {
  notation == Notation::kJson ? ParseJson(text, handler) : ParseYaml(text, handler);
}

// "lines[2]" of "lines[2].amount", "lines" of "lines[2]", "" of "lines".
std::string_view Parent(std::string_view path) {
  const size_t end = path.find_last_of(".[");
  return end == std::string_view::npos ? std::string_view() : path.substr(0, end);
}

// Remembers where the wanted paths stand. It wants few paths, so that a document of any length takes no more
// memory.
class PlaceFinder final : public PlaceObserver {
 public:
  explicit PlaceFinder(const std::vector<std::string>& paths) {
    for (const std::string& wanted : paths) {
      for (std::string_view path = wanted; !path.empty(); path = Parent(path)) {
        places_.emplace(path, Location{});
      }
    }
  }

  void At(const facts::Path& path, const Location& location) override {
    const auto wanted = places_.find(path.ToText());
    if (wanted != places_.end()) wanted->second = location;
  }

  // The place of the path, or of the nearest thing around it that the document has.
  Location Find(std::string_view path) const {
    for (; !path.empty(); path = Parent(path)) {
      const auto place = places_.find(path);
      if (place != places_.end() && place->second != Location{}) return place->second;
    }
    return {};
  }

 private:
  std::map<std::string, Location, std::less<>> places_;
};

// True where a value at the path, or something around it, was told to be wrong already and is missing for
// that.
bool IsTold(const DocumentErrors& errors, std::string_view path) {
  return std::any_of(errors.errors().begin(), errors.errors().end(), [&](const DocumentError& error) {
    const std::string& told = error.violation.path;
    return path.starts_with(told) &&
           (path.size() == told.size() || path[told.size()] == '.' || path[told.size()] == '[');
  });
}

// Checks the message; the places come from a second reading, which is needed only where something is wrong.
void Check(std::string_view text, Notation notation, const Message& message, DocumentErrors& errors) {
  ViolationList violations;
  CheckRequest(message, violations);
  if (violations.empty()) return;
  std::vector<std::string> paths;
  for (const errors::Violation& violation : violations.violations()) paths.push_back(violation.path);
  PlaceFinder finder(paths);
  const std::unique_ptr<Message> again(message.New());
  DocumentErrors told_already;
  MessageBuilder builder(*again, told_already, &finder);
  Parse(text, notation, builder);
  for (const errors::Violation& violation : violations.violations()) {
    if (!IsTold(told_already, violation.path)) errors.Add(violation, finder.Find(violation.path));
  }
}

}  // namespace

Notation NotationOf(std::string_view file_name) {
  return file_name.ends_with(".yaml") || file_name.ends_with(".yml") ? Notation::kYaml : Notation::kJson;
}

DocumentErrors ReadDocument(std::string_view text, Notation notation, Message& message,
                            const DocumentOptions& options) {
  message.Clear();
  DocumentErrors errors;
  if (text.size() > options.max_bytes) {
    errors.Add({.path = "",
                .given = fmt::format("{} B", text.size()),
                .reason = errors::Reason::kTooLong,
                .expected_zh = fmt::format("不超过 {} 字节的文件", options.max_bytes),
                .expected_en = fmt::format("a document of at most {} bytes", options.max_bytes)},
               {});
    return errors;
  }
  MessageBuilder builder(message, errors, nullptr);
  Parse(text, notation, builder);
  if (options.check && !builder.broken()) Check(text, notation, message, errors);
  return errors;
}

std::vector<Location> FindPlaces(std::string_view text, Notation notation, const Message& message,
                                 const std::vector<std::string>& paths) {
  PlaceFinder finder(paths);
  const std::unique_ptr<Message> again(message.New());
  DocumentErrors told_already;
  MessageBuilder builder(*again, told_already, &finder);
  Parse(text, notation, builder);
  std::vector<Location> places;
  for (const std::string& path : paths) places.push_back(finder.Find(path));
  return places;
}

}  // namespace clearbudget::contract
