// All that is wrong with one request, collected while it is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/errors/violation.h"

namespace clearbudget::contract {

// A text that bears a secrecy marking: refused, and never repeated.
errors::Violation Confidential(std::string path);

class ViolationList {
 public:
  // More are counted and not kept: nobody reads them, and a hostile request must not grow its answer.
  static constexpr size_t kMostKept = 200;

  // Keeps the violation with what was given shortened to be shown; of a text with a secrecy marking nothing
  // is shown, whatever else is wrong with it.
  void Add(errors::Violation violation);

  bool empty() const { return violations_.empty(); }
  const std::vector<errors::Violation>& violations() const { return violations_; }
  // How many came after the list was full.
  size_t left_out() const { return left_out_; }

  // OK where the list is empty; else INVALID_ARGUMENT, INVALID_REQUEST with the violations, and with the
  // number of those left out as metadata `violations_left_out`.
  absl::Status ToStatus() const;

 private:
  std::vector<errors::Violation> violations_;
  size_t left_out_ = 0;
};

// Text as it may be shown in a message: at most 80 characters, what is invisible written as \u{...}.
std::string Shown(std::string_view text);

}  // namespace clearbudget::contract
