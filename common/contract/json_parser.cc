#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

#include "common/contract/notation.h"
#include "common/contract/text_check.h"

namespace clearbudget::contract {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// True for the numbers of RFC 8259.
bool IsJsonNumber(std::string_view text) {
  size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const size_t start = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at > start;
  };
  const bool zero_first = at < text.size() && text[at] == '0';
  const size_t first = at;
  if (!digits() || (zero_first && at > first + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

void AppendUtf8(uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
    return;
  }
  if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000) {
      out += static_cast<char>(0xE0U | (code >> 12U));
    } else {
      out += static_cast<char>(0xF0U | (code >> 18U));
      out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    }
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (code & 0x3FU));
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    if (!TakeCodePoint(text).valid) return false;
  }
  return true;
}

// A recursive descent; the depth is bounded, so that the stack is.
class JsonParser {
 public:
  JsonParser(std::string_view text, NotationHandler& handler) : text_(text), handler_(handler) {}

  void Parse() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      Break({"BOM", "不带字节序标记（BOM）的 UTF-8 文本", "UTF-8 text without a byte order mark"});
      return;
    }
    SkipSpace();
    if (!ParseValue(0)) return;
    SkipSpace();
    if (!AtEnd()) Break({Glimpse(), "文件结束", "the end of the document"});
  }

 private:
  bool AtEnd() const { return at_ == text_.size(); }
  bool Sees(char c) const { return !AtEnd() && text_[at_] == c; }

  bool Take(char c) {
    if (!Sees(c)) return false;
    ++at_;
    return true;
  }

  void SkipSpace() {
    while (!AtEnd()) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        column_ = 1;
        counted_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
      ++at_;
    }
  }

  // Counts on from the last place that was asked for, so that a document of one long line is not counted
  // again and again.
  Location Here() {
    for (; counted_ < at_; ++counted_) {
      if ((static_cast<unsigned char>(text_[counted_]) & 0xC0U) != 0x80U) ++column_;
    }
    return {line_, column_};
  }

  std::string_view Glimpse() const { return text_.substr(at_, 20); }

  bool Break(const NotationFault& fault) {
    handler_.Broken(fault, Here());
    return false;
  }

  bool ParseValue(size_t depth) {
    if (AtEnd()) return Break({"", "一个值（文件在此中断）", "a value; the document ends here"});
    const Location location = Here();
    if (Sees('{') || Sees('[')) {
      if (depth == kDeepestNotation) {
        return Break({"", fmt::format("嵌套不超过 {} 层", kDeepestNotation),
                      fmt::format("at most {} levels", kDeepestNotation)});
      }
      return Sees('{') ? ParseObject(depth + 1, location) : ParseList(depth + 1, location);
    }
    if (Sees('"')) return ParseStringValue(location);
    return ParseLiteral(location);
  }

  bool ParseObject(size_t depth, const Location& location) {
    handler_.BeginObject(location);
    ++at_;
    SkipSpace();
    while (!Sees('}')) {
      const Location key_location = Here();
      if (!Sees('"')) return Break({Glimpse(), "双引号中的字段名", "a field name in double quotes"});
      if (!ParseString()) return false;
      handler_.Key(string_, key_location);
      SkipSpace();
      if (!Take(':')) return Break({Glimpse(), "冒号", "a colon"});
      SkipSpace();
      if (!ParseValue(depth)) return false;
      SkipSpace();
      if (Sees('}')) break;
      if (!Take(',')) return Break({Glimpse(), "逗号或 }", "a comma or }"});
      SkipSpace();
      if (Sees('}'))
        return Break(
            {"}", "下一个字段（最后一个字段后不得有逗号）", "another field; no comma after the last"});
    }
    ++at_;
    handler_.EndObject();
    return true;
  }

  bool ParseList(size_t depth, const Location& location) {
    handler_.BeginList(location);
    ++at_;
    SkipSpace();
    while (!Sees(']')) {
      if (!ParseValue(depth)) return false;
      SkipSpace();
      if (Sees(']')) break;
      if (!Take(',')) return Break({Glimpse(), "逗号或 ]", "a comma or ]"});
      SkipSpace();
      if (Sees(']'))
        return Break(
            {"]", "下一个元素（最后一个元素后不得有逗号）", "another element; no comma after the last"});
    }
    ++at_;
    handler_.EndList();
    return true;
  }

  bool ParseStringValue(const Location& location) {
    if (!ParseString()) return false;
    if (IsUtf8(string_)) {
      handler_.Value({ScalarStyle::kQuoted, string_}, location);
    } else {
      handler_.Malformed({string_, "UTF-8 编码的文本", "text in UTF-8"}, location);
    }
    return true;
  }

  // Reads into string_.
  bool ParseString() {
    string_.clear();
    ++at_;
    while (true) {
      const size_t start = at_;
      while (!AtEnd() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20) {
        ++at_;
      }
      string_ += text_.substr(start, at_ - start);
      if (Take('"')) return true;
      if (AtEnd()) return Break({"", "结束的双引号", "a closing double quote"});
      if (text_[at_] != '\\') {
        return Break(
            {Glimpse(), "转义的控制字符（换行写作 \\n）", "control characters escaped; a line feed is \\n"});
      }
      if (!ParseEscape()) return Break({Glimpse(), "JSON 的转义序列", "an escape sequence of JSON"});
    }
  }

  bool ParseEscape() {
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (at_ + 1 >= text_.size()) return false;
    const size_t name = kNames.find(text_[at_ + 1]);
    if (name != std::string_view::npos) {
      string_ += kMeanings[name];
      at_ += 2;
      return true;
    }
    std::optional<uint32_t> code = UnitAt(at_);
    if (!code) return false;
    size_t length = 6;
    if (*code >= 0xD800 && *code <= 0xDBFF) {
      const std::optional<uint32_t> low = UnitAt(at_ + length);
      if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
      code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
      length = 12;
    } else if (*code >= 0xDC00 && *code <= 0xDFFF) {
      return false;
    }
    AppendUtf8(*code, string_);
    at_ += length;
    return true;
  }

  // The UTF-16 unit that \uXXXX at `place` stands for.
  std::optional<uint32_t> UnitAt(size_t place) const {
    if (place + 6 > text_.size() || text_.substr(place, 2) != "\\u") return std::nullopt;
    uint32_t value = 0;
    for (const char c : text_.substr(place + 2, 4)) {
      uint32_t digit = 0;
      if (IsDigit(c)) {
        digit = static_cast<uint32_t>(c - '0');
      } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        digit = static_cast<uint32_t>((c | 0x20) - 'a' + 10);
      } else {
        return std::nullopt;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  bool ParseLiteral(const Location& location) {
    static constexpr std::string_view kEnds = ",:]}[{\" \t\r\n";
    const size_t end = std::min(text_.find_first_of(kEnds, at_), text_.size());
    const std::string_view literal = text_.substr(at_, end - at_);
    if (literal.empty()) return Break({Glimpse(), "一个值", "a value"});
    at_ = end;
    if (literal == "true" || literal == "false" || literal == "null" || IsJsonNumber(literal)) {
      handler_.Value({ScalarStyle::kLiteral, literal}, location);
    } else {
      handler_.Malformed(
          {literal, "JSON 的值（文本用双引号；数不得有前导零、正号或非十进制写法）",
           "a JSON value: text in double quotes, numbers without leading zeros, plus sign or other bases"},
          location);
    }
    return true;
  }

  std::string_view text_;
  NotationHandler& handler_;
  size_t at_ = 0;
  size_t line_ = 1;
  size_t column_ = 1;
  size_t counted_ = 0;  // The column is that of this offset.
  std::string string_;
};

}  // namespace

void ParseJson(std::string_view text, NotationHandler& handler) {
  JsonParser(text, handler).Parse();
}

}  // namespace clearbudget::contract
