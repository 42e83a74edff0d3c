#include "common/rules/lexer.h"

#include <array>

#include "absl/strings/ascii.h"
#include "fmt/core.h"

namespace clearbudget::rules {
namespace {

constexpr std::array<std::string_view, 16> kMarks = {"==", "!=", "<=", ">=", "<", ">", "+", "-",
                                                     "*",  "/",  "(",  ")",  ",", ".", ":", "="};

bool StartsName(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_';
}

bool ContinuesName(char c) {
  return StartsName(c) || absl::ascii_isdigit(static_cast<unsigned char>(c));
}

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<Token>> Run() {
    std::vector<Token> tokens;
    for (;;) {
      SkipSpace();
      Token token;
      token.at = at_;
      token.begin = next_;
      if (next_ < text_.size()) {
        if (absl::Status status = Read(token); !status.ok()) return status;
      }
      token.end = next_;
      tokens.push_back(std::move(token));
      if (tokens.back().kind == TokenKind::kEnd) return tokens;
    }
  }

 private:
  char Peek(size_t ahead = 0) const { return next_ + ahead < text_.size() ? text_[next_ + ahead] : '\0'; }

  char Take() {
    const char c = text_[next_++];
    if (c == '\n') {
      ++at_.line;
      at_.column = 1;
    } else {
      ++at_.column;
    }
    return c;
  }

  void SkipSpace() {
    while (next_ < text_.size() && absl::ascii_isspace(static_cast<unsigned char>(text_[next_]))) Take();
  }

  absl::Status Read(Token& token) {
    const char c = Peek();
    if (StartsName(c)) {
      token.kind = TokenKind::kName;
      while (ContinuesName(Peek())) token.text.push_back(Take());
      return absl::OkStatus();
    }
    if (IsDigit(c)) return ReadNumber(token);
    if (c == '"') return ReadText(token);
    if (c == '$') {
      token.kind = TokenKind::kParameter;
      Take();
      while (ContinuesName(Peek())) token.text.push_back(Take());
      if (token.text.empty()) return ErrorAt(token.at, "a name is expected after '$'");
      return absl::OkStatus();
    }
    for (std::string_view mark : kMarks) {
      if (text_.substr(next_, mark.size()) != mark) continue;
      if (mark == "=") return ErrorAt(token.at, "'=' is written '==' where two values are compared");
      token.kind = TokenKind::kMark;
      token.text = std::string(mark);
      for (size_t i = 0; i < mark.size(); ++i) Take();
      return absl::OkStatus();
    }
    return ErrorAt(token.at, "this character begins no word, number, text or operator");
  }

  absl::Status ReadNumber(Token& token) {
    token.kind = TokenKind::kNumber;
    while (IsDigit(Peek())) token.text.push_back(Take());
    if (Peek() == '.' && IsDigit(Peek(1))) {
      token.text.push_back(Take());
      while (IsDigit(Peek())) token.text.push_back(Take());
    }
    if (StartsName(Peek())) return ErrorAt(at_, "a space or an operator is expected after a number");
    return absl::OkStatus();
  }

  absl::Status ReadText(Token& token) {
    token.kind = TokenKind::kText;
    Take();
    while (next_ < text_.size()) {
      const Position at = at_;
      char c = Take();
      if (c == '"') return absl::OkStatus();
      if (c == '\\') {
        const char escaped = next_ < text_.size() ? Take() : '\0';
        if (escaped == 'n') {
          c = '\n';
        } else if (escaped == '"' || escaped == '\\') {
          c = escaped;
        } else {
          return ErrorAt(at, "after '\\' one of '\"', '\\' and 'n' is expected");
        }
      }
      token.text.push_back(c);
    }
    return ErrorAt(token.at, "the text that begins here has no closing '\"'");
  }

  std::string_view text_;
  size_t next_ = 0;
  Position at_;
};

}  // namespace

std::string Token::Shown() const {
  switch (kind) {
    case TokenKind::kEnd:
      return "the end";
    case TokenKind::kParameter:
      return fmt::format("'${}'", text);
    case TokenKind::kText:
      return fmt::format("\"{}\"", text);
    default:
      return fmt::format("'{}'", text);
  }
}

absl::StatusOr<std::vector<Token>> CutIntoTokens(std::string_view text) {
  if (text.size() > kMaxExpressionBytes) {
    return ErrorAt({}, fmt::format("the expression has {} bytes; at most {} are read", text.size(),
                                   kMaxExpressionBytes));
  }
  return Lexer(text).Run();
}

}  // namespace clearbudget::rules
