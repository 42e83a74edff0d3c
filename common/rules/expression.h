// A compiled expression.
#pragma once

#include <memory>
#include <string>

#include "common/rules/value_type.h"

namespace clearbudget::rules {

struct Program;

// Cheap to copy, immutable, usable by many threads at once. It lives as long as the Vocabulary that compiled
// it.
class Expression {
 public:
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  const ValueType& type() const;
  // As it was written.
  const std::string& text() const;
  const Program& program() const { return *program_; }

 private:
  std::shared_ptr<const Program> program_;
};

}  // namespace clearbudget::rules
