// The port that tells the state of a budget, for grants that hold in some states only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clearbudget::rpc {

class ResourceStates {
 public:
  virtual ~ResourceStates() = default;

  // "submitted", for the budget that the name lies in or is,
  // regions/{region}/agencies/{agency}/budgets/{year}; none where there is no such budget. Asked last, when
  // nothing but a state is left to decide. Errors: UNAVAILABLE. Called by several threads at once.
  virtual absl::StatusOr<std::optional<std::string>> StateOf(std::string_view budget) = 0;
};

}  // namespace clearbudget::rpc
