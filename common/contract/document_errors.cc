#include "common/contract/document_errors.h"

#include <utility>

#include "common/contract/violation_list.h"
#include "common/errors/error.h"

namespace clearbudget::contract {

void DocumentErrors::Add(errors::Violation violation, const Location& location) {
  if (errors_.size() == kMostKept) {
    ++left_out_;
    return;
  }
  violation.given = Shown(violation.given);
  errors_.push_back({std::move(violation), location});
}

absl::Status DocumentErrors::ToStatus() const {
  std::vector<errors::Violation> violations;
  for (const DocumentError& error : errors_) violations.push_back(error.violation);
  if (left_out_ == 0) return errors::BadRequest(std::move(violations));
  return errors::Error(errors::Reason::kInvalidRequest,
                       {{"violations", std::to_string(violations.size() + left_out_)},
                        {"violations_left_out", std::to_string(left_out_)}},
                       std::move(violations));
}

}  // namespace clearbudget::contract
