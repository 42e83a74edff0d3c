// What is wrong with a document in JSON or YAML: violations, each with its place in the text.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "common/contract/notation.h"
#include "common/errors/violation.h"

namespace clearbudget::contract {

struct DocumentError {
  errors::Violation violation;
  Location location;
};

class DocumentErrors {
 public:
  static constexpr size_t kMostKept = 200;

  // Keeps the error with what was given shortened to be shown.
  void Add(errors::Violation violation, const Location& location);

  bool empty() const { return errors_.empty(); }
  const std::vector<DocumentError>& errors() const { return errors_; }
  // How many came after the list was full.
  size_t left_out() const { return left_out_; }

  // OK where there are none; else INVALID_ARGUMENT, INVALID_REQUEST with the violations, without their
  // locations.
  absl::Status ToStatus() const;

 private:
  std::vector<DocumentError> errors_;
  size_t left_out_ = 0;
};

}  // namespace clearbudget::contract
