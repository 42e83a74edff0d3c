#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "fmt/core.h"

namespace clearbudget::rules {

// A place in an expression, both from 1; a column counts bytes.
struct Position {
  int line = 1;
  int column = 1;
};

inline absl::Status ErrorAt(Position at, std::string_view message) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", at.line, at.column, message));
}

// The message of a status as the rest of the module handles text.
inline std::string_view MessageOf(const absl::Status& status) {
  return {status.message().data(), status.message().size()};
}

}  // namespace clearbudget::rules
