#include "common/trail_export/json_line_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "common/digest/digest.h"
#include "common/facts/json_text.h"
#include "common/observability/utf8.h"

namespace clearbudget::trail_export {
namespace {

void AppendText(std::string_view value, std::string& text) {
  facts::AppendJsonString(observability::Utf8Within(value, std::string_view::npos), text);
}

}  // namespace

void JsonLineWriter::Key(std::string_view key) {
  if (!first_) text_ += ',';
  first_ = false;
  facts::AppendJsonString(key, text_);
  text_ += ':';
}

void JsonLineWriter::Text(std::string_view key, std::string_view value) {
  Key(key);
  AppendText(value, text_);
}

void JsonLineWriter::OptionalText(std::string_view key, const std::optional<std::string>& value) {
  Key(key);
  if (value.has_value()) {
    AppendText(*value, text_);
  } else {
    text_ += "null";
  }
}

void JsonLineWriter::Number(std::string_view key, std::int64_t value) {
  Key(key);
  fmt::format_to(std::back_inserter(text_), "{}", value);
}

void JsonLineWriter::Hash(std::string_view key, std::string_view value) {
  Text(key, digest::ToHex(value));
}

void JsonLineWriter::Hashes(std::string_view key, const std::vector<std::string>& values) {
  Key(key);
  text_ += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text_ += ',';
    AppendText(digest::ToHex(values[i]), text_);
  }
  text_ += ']';
}

std::string JsonLineWriter::Finish() {
  text_ += "}\n";
  return std::move(text_);
}

}  // namespace clearbudget::trail_export
