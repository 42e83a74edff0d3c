// Cuts the text of an expression into tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rules/position.h"

namespace clearbudget::rules {

enum class TokenKind { kEnd, kName, kParameter, kNumber, kText, kMark };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string
      text;  // Of a text the content, without quotes and escapes; of a parameter the name without "$".
  Position at;
  size_t begin = 0;  // Offsets in the expression.
  size_t end = 0;

  bool IsMark(std::string_view mark) const { return kind == TokenKind::kMark && text == mark; }
  bool IsName(std::string_view name) const { return kind == TokenKind::kName && text == name; }
  // As an error shows it.
  std::string Shown() const;
};

// The longest expression that is read, in bytes.
inline constexpr size_t kMaxExpressionBytes = 20'000;

// The last token is kEnd. Errors: INVALID_ARGUMENT with line and column.
absl::StatusOr<std::vector<Token>> CutIntoTokens(std::string_view text);

}  // namespace clearbudget::rules
