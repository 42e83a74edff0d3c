#include "common/rules/expression.h"

#include "common/rules/program.h"

namespace clearbudget::rules {

const ValueType& Expression::type() const {
  return program_->type;
}

const std::string& Expression::text() const {
  return program_->text;
}

}  // namespace clearbudget::rules
