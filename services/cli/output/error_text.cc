#include "services/cli/output/error_text.h"

#include <fmt/format.h>

#include <optional>

#include "common/errors/catalogue.h"
#include "common/errors/error.h"
#include "services/cli/output/json_text.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using errors::Violation;

constexpr const char* kLeftOut = "violations_left_out";

struct Texts {
  std::string chinese;
  std::string english;
};

std::string NameOf(const absl::Status& status) {
  const std::optional<Reason> reason = errors::ReasonOf(status);
  return reason ? std::string(errors::ReasonName(*reason)) : absl::StatusCodeToString(status.code());
}

Texts TextsOf(const absl::Status& status) {
  const std::optional<Reason> reason = errors::ReasonOf(status);
  if (!reason) return {std::string(status.message()), std::string(status.message())};
  const errors::Metadata metadata = errors::MetadataOf(status);
  return {errors::ChineseText(*reason, metadata), errors::EnglishText(*reason, metadata)};
}

std::vector<Place> PlacesFor(const absl::Status& status, size_t violations) {
  std::vector<Place> places = PlacesOf(status);
  if (places.size() != violations) places.clear();
  return places;
}

void AppendViolation(const Violation& violation, const Place* place, Language language,
                     std::vector<std::string>& lines) {
  std::string head = "  ";
  if (place != nullptr) head.append(ToText(*place));
  if (place != nullptr && !violation.path.empty()) head.append("  ");
  head.append(violation.path);
  lines.push_back(fmt::format("{}  [{}]", head, errors::ReasonName(violation.reason)));
  if (language != Language::kEnglish) lines.push_back("    " + errors::ChineseText(violation));
  if (language != Language::kChinese) lines.push_back("    " + errors::EnglishText(violation));
}

void AppendViolationJson(const Violation& violation, const Place* place, JsonText& json) {
  json.BeginObject();
  json.Text("path", violation.path);
  json.Text("reason", errors::ReasonName(violation.reason));
  json.Text("given", violation.given);
  json.Text("expectedChinese", violation.expected_zh);
  json.Text("expectedEnglish", violation.expected_en);
  if (place != nullptr) {
    json.Text("file", place->file);
    json.Number("line", static_cast<int64_t>(place->location.line));
    json.Number("column", static_cast<int64_t>(place->location.column));
  }
  json.EndObject();
}

}  // namespace

std::vector<std::string> ErrorLines(const absl::Status& status, Language language) {
  std::vector<std::string> lines;
  const Texts texts = TextsOf(status);
  lines.push_back(
      fmt::format("[{}] {}", NameOf(status), language == Language::kEnglish ? texts.english : texts.chinese));
  if (language == Language::kBoth && texts.english != texts.chinese) lines.push_back("  " + texts.english);
  const std::vector<Violation> violations = errors::ViolationsOf(status);
  const std::vector<Place> places = PlacesFor(status, violations.size());
  for (size_t i = 0; i < violations.size(); ++i) {
    AppendViolation(violations[i], places.empty() ? nullptr : &places[i], language, lines);
  }
  const errors::Metadata metadata = errors::MetadataOf(status);
  if (const auto left_out = metadata.find(kLeftOut); left_out != metadata.end()) {
    const std::string chinese = fmt::format("另有 {} 处未列出", left_out->second);
    const std::string english = fmt::format("{} more are not listed", left_out->second);
    lines.push_back("  " + In(language, {chinese, english}));
  }
  return lines;
}

std::string ErrorJson(const absl::Status& status) {
  const Texts texts = TextsOf(status);
  JsonText json;
  json.BeginObject();
  json.BeginObject("error");
  json.Text("code", absl::StatusCodeToString(status.code()));
  json.Text("reason", NameOf(status));
  json.Text("chinese", texts.chinese);
  json.Text("english", texts.english);
  json.BeginObject("metadata");
  for (const auto& [name, value] : errors::MetadataOf(status)) json.Text(name, value);
  json.EndObject();
  json.BeginList("violations");
  const std::vector<Violation> violations = errors::ViolationsOf(status);
  const std::vector<Place> places = PlacesFor(status, violations.size());
  for (size_t i = 0; i < violations.size(); ++i) {
    AppendViolationJson(violations[i], places.empty() ? nullptr : &places[i], json);
  }
  json.EndList();
  json.EndObject();
  json.EndObject();
  return json.text();
}

}  // namespace clearbudget::cli
