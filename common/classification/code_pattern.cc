#include "common/classification/code_pattern.h"

#include <utility>

#include "fmt/core.h"

namespace clearbudget::classification {

// Reads a pattern from left to right; `position_` is what errors name.
class CodePatternParser {
 public:
  explicit CodePatternParser(std::string_view text) : text_(text) {}

  absl::StatusOr<CodePattern> Run() {
    if (text_.empty() || text_.size() > CodePattern::kMaxPatternSize) {
      return absl::InvalidArgumentError(fmt::format("code pattern of {} characters; expected 1 to {}",
                                                    text_.size(), CodePattern::kMaxPatternSize));
    }
    while (!AtEnd()) {
      absl::Status status = ReadElement();
      if (!status.ok()) return status;
    }
    pattern_.text_ = std::string(text_);
    return std::move(pattern_);
  }

 private:
  using Element = CodePattern::Element;

  bool AtEnd() const { return position_ >= text_.size(); }
  char Current() const { return text_[position_]; }

  absl::Status Error(std::string_view expected) const {
    return absl::InvalidArgumentError(
        fmt::format("code pattern \"{}\": expected {} at position {}", text_, expected, position_ + 1));
  }

  static bool IsPlain(char c) { return c > ' ' && c <= '~'; }

  static void Allow(Element& element, char first, char last) {
    for (int c = first; c <= last; ++c) element.allowed[static_cast<size_t>(c)] = true;
  }

  absl::Status ReadElement() {
    if (Current() == '\'') return ReadLiteral();
    Element element;
    if (Current() == '[') {
      absl::Status status = ReadSet(element);
      if (!status.ok()) return status;
    } else {
      absl::Status status = ReadClass(element);
      if (!status.ok()) return status;
    }
    absl::Status status = ReadCount(element);
    if (!status.ok()) return status;
    pattern_.elements_.push_back(element);
    return absl::OkStatus();
  }

  absl::Status ReadLiteral() {
    const size_t end = text_.find('\'', ++position_);
    if (end == std::string_view::npos || end == position_) return Error("text and a closing quote");
    for (; position_ < end; ++position_) {
      if (!IsPlain(Current())) return Error("a printable ASCII character");
      Element element;
      Allow(element, Current(), Current());
      pattern_.elements_.push_back(element);
    }
    ++position_;
    if (!AtEnd() && Current() == '{') return Error("no count after quoted text");
    return absl::OkStatus();
  }

  absl::Status ReadSet(Element& element) {
    const size_t end = text_.find(']', ++position_);
    if (end == std::string_view::npos || end == position_) return Error("characters and a closing bracket");
    while (position_ < end) {
      const char first = Current();
      if (!IsPlain(first)) return Error("a printable ASCII character");
      const bool is_range = position_ + 2 < end && text_[position_ + 1] == '-';
      const char last = is_range ? text_[position_ + 2] : first;
      if (!IsPlain(last) || last < first) return Error("a range in ascending order");
      Allow(element, first, last);
      position_ += is_range ? 3 : 1;
    }
    ++position_;
    return absl::OkStatus();
  }

  absl::Status ReadClass(Element& element) {
    const char c = Current();
    const bool is_digit = c == 'D' || c == 'X';
    const bool is_letter = c == 'L' || c == 'X';
    if (is_digit) Allow(element, '0', '9');
    if (is_letter) Allow(element, 'A', 'Z');
    if (!is_digit && !is_letter) {
      if (std::string_view("-./_").find(c) == std::string_view::npos)
        return Error("D, L, X, [ ], ' ' or - . / _");
      Allow(element, c, c);
    }
    ++position_;
    return absl::OkStatus();
  }

  absl::Status ReadCount(Element& element) {
    if (AtEnd() || Current() != '{') return absl::OkStatus();
    ++position_;
    absl::Status status = ReadInteger(element.least);
    if (!status.ok()) return status;
    element.most = element.least;
    if (!AtEnd() && Current() == ',') {
      ++position_;
      status = ReadInteger(element.most);
      if (!status.ok()) return status;
    }
    if (AtEnd() || Current() != '}') return Error("a closing brace");
    if (element.most < element.least || element.most == 0)
      return Error("counts in ascending order, not zero");
    ++position_;
    return absl::OkStatus();
  }

  absl::Status ReadInteger(int& value) {
    const size_t start = position_;
    value = 0;
    while (!AtEnd() && Current() >= '0' && Current() <= '9' && value <= CodePattern::kMaxCount) {
      value = value * 10 + (Current() - '0');
      ++position_;
    }
    if (position_ == start || value > CodePattern::kMaxCount) return Error("a count from 0 to 100");
    return absl::OkStatus();
  }

  std::string_view text_;
  size_t position_ = 0;
  CodePattern pattern_;
};

absl::StatusOr<CodePattern> CodePattern::Parse(std::string_view pattern) {
  return CodePatternParser(pattern).Run();
}

bool CodePattern::Matches(std::string_view code) const {
  if (code.size() > kMaxCodeSize) return false;
  // reached[i]: the elements so far can match exactly the first i characters. Sets of positions instead of
  // backtracking keep the time bounded.
  std::vector<bool> reached(code.size() + 1, false);
  reached[0] = true;
  for (const Element& element : elements_) {
    std::vector<bool> next(code.size() + 1, false);
    for (size_t start = 0; start <= code.size(); ++start) {
      if (!reached[start]) continue;
      size_t end = start;
      for (int count = 0; count <= element.most; ++count, ++end) {
        if (count >= element.least) next[end] = true;
        if (end == code.size()) break;
        const auto c = static_cast<unsigned char>(code[end]);
        if (c >= element.allowed.size() || !element.allowed[c]) break;
      }
    }
    reached.swap(next);
  }
  return reached[code.size()];
}

}  // namespace clearbudget::classification
