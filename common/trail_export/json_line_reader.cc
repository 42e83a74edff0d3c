#include "common/trail_export/json_line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/observability/utf8.h"

namespace clearbudget::trail_export {
namespace {

using errors::Reason;

constexpr std::size_t kShownBytes = 60;
constexpr std::string_view kShortEscapes = "\"\\bfnrt";
constexpr std::string_view kShortEscaped = "\"\\\b\f\n\r\t";

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// The place of the first byte that is no UTF-8; the length of the text where all is.
std::size_t Utf8End(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = observability::Utf8CharacterLength(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

}  // namespace

JsonLineReader::JsonLineReader(std::string_view line) : line_(line) {
  at_ = Utf8End(line_);
  if (at_ < line_.size()) {
    Fail(Reason::kTextMalformed, "UTF-8 文本", "text in UTF-8");
    return;
  }
  at_ = 0;
  Literal("{");
}

void JsonLineReader::Fail(Reason reason, std::string_view chinese, std::string_view english) {
  if (violation_.has_value()) return;
  violation_ = errors::Violation{.path = fmt::format("byte {}", at_ + 1),
                                 .given = observability::Utf8Within(line_.substr(at_), kShownBytes),
                                 .reason = reason,
                                 .expected_zh = std::string(chinese),
                                 .expected_en = std::string(english)};
}

bool JsonLineReader::Take(std::string_view text) {
  if (violation_.has_value() || !line_.substr(at_).starts_with(text)) return false;
  at_ += text.size();
  return true;
}

void JsonLineReader::Literal(std::string_view text) {
  if (!Take(text)) Fail(Reason::kSyntaxError, text, text);
}

std::string_view JsonLineReader::KeyHere() const {
  const std::string_view rest = line_.substr(at_);
  if (!rest.starts_with('"')) return {};
  const std::size_t end = rest.find('"', 1);
  if (end == std::string_view::npos || !rest.substr(end + 1).starts_with(':')) return {};
  return rest.substr(1, end - 1);
}

void JsonLineReader::Key(std::string_view key) {
  if (!first_) Literal(",");
  first_ = false;
  if (violation_.has_value()) return;
  const std::string_view here = KeyHere();
  if (here != key) {
    const auto object = keys_.begin() + static_cast<std::ptrdiff_t>(object_keys_);
    const bool repeated = std::find(object, keys_.end(), here) != keys_.end();
    Reason reason = here.empty() ? Reason::kSyntaxError : Reason::kUnknownField;
    if (repeated) reason = Reason::kDuplicateKey;
    const std::string expected = fmt::format("\"{}\":", key);
    Fail(reason, expected, expected);
    return;
  }
  at_ += key.size() + 3;
  keys_.push_back(here);
}

void JsonLineReader::Escape(std::string& text) {
  const std::string_view rest = line_.substr(at_);
  if (!rest.empty()) {
    const std::size_t known = kShortEscapes.find(rest[0]);
    if (known != std::string_view::npos) {
      text += kShortEscaped[known];
      ++at_;
      return;
    }
  }
  if (rest.size() >= 5 && rest.starts_with("u00") && HexDigit(rest[3]) >= 0 && HexDigit(rest[4]) >= 0) {
    const int code = HexDigit(rest[3]) * 16 + HexDigit(rest[4]);
    if (code < 0x20 && kShortEscaped.find(static_cast<char>(code)) == std::string_view::npos) {
      text += static_cast<char>(code);
      at_ += 5;
      return;
    }
  }
  Fail(Reason::kSyntaxError, "RFC 8785 的转义", "an escape as RFC 8785 writes it");
}

std::string JsonLineReader::Value() {
  Literal("\"");
  std::string text;
  while (!violation_.has_value()) {
    const std::size_t begin = at_;
    while (at_ < line_.size() && line_[at_] != '"' && line_[at_] != '\\' &&
           static_cast<unsigned char>(line_[at_]) >= 0x20) {
      ++at_;
    }
    text.append(line_.substr(begin, at_ - begin));
    if (Take("\"")) return text;
    if (Take("\\")) {
      Escape(text);
    } else {
      Fail(Reason::kSyntaxError, "文本的结束引号", "the closing quote of the text");
    }
  }
  return text;
}

std::int64_t JsonLineReader::NumberValue() {
  std::int64_t value = 0;
  const std::string_view rest = line_.substr(at_);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  const std::string_view digits = rest.substr(0, static_cast<std::size_t>(end - rest.data()));
  if (error != std::errc() || digits != fmt::format("{}", value)) {
    Fail(Reason::kNumberMalformed, "无多余零的 64 位整数", "a 64-bit integer without needless zeros");
    return 0;
  }
  at_ += digits.size();
  return value;
}

std::string JsonLineReader::HashValue() {
  const std::size_t begin = at_;
  const std::string digits = Value();
  std::string bytes;
  bool fits = digits.size() % 2 == 0;
  for (std::size_t i = 0; fits && i < digits.size(); i += 2) {
    const int high = HexDigit(digits[i]);
    const int low = HexDigit(digits[i + 1]);
    fits = high >= 0 && low >= 0;
    bytes += static_cast<char>(high * 16 + low);
  }
  if (!violation_.has_value() && !fits) {
    at_ = begin;
    Fail(Reason::kTextMalformed, "成对的小写十六进制数字", "pairs of lowercase hexadecimal digits");
  }
  return bytes;
}

void JsonLineReader::Text(std::string_view key, std::string& value) {
  Key(key);
  value = Value();
}

void JsonLineReader::OptionalText(std::string_view key, std::optional<std::string>& value) {
  Key(key);
  if (!Take("null")) value = Value();
}

void JsonLineReader::Number(std::string_view key, std::int64_t& value) {
  Key(key);
  value = NumberValue();
}

void JsonLineReader::Hash(std::string_view key, std::string& value) {
  Key(key);
  value = HashValue();
}

void JsonLineReader::Hashes(std::string_view key, std::vector<std::string>& values) {
  Key(key);
  List([&] { values.push_back(HashValue()); });
}

void JsonLineReader::Finish() {
  Literal("}");
  if (!violation_.has_value() && at_ < line_.size()) {
    Fail(Reason::kSyntaxError, "行尾", "the end of the line");
  }
}

}  // namespace clearbudget::trail_export
