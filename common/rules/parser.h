#pragma once

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rules/syntax.h"

namespace clearbudget::rules {

// The deepest tree that is read. It bounds the stack of everything that walks trees.
inline constexpr int kMaxSyntaxDepth = 100;

// Reads an expression by the grammar of README.md. Errors: INVALID_ARGUMENT with line, column and what was
// expected.
absl::StatusOr<std::unique_ptr<Syntax>> ParseExpression(std::string_view text);
// Reads a path alone.
absl::StatusOr<std::unique_ptr<Syntax>> ParsePath(std::string_view text);

}  // namespace clearbudget::rules
