// The port that tells which units a department has. Which agency lies below which is an attribute of the
// register, not part of the names.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/call_limits.h"

namespace clearbudget::rpc {

class AgencyRelations {
 public:
  virtual ~AgencyRelations() = default;
  // True where `unit` lies below `department`, at any depth; false for agencies that are not known. Both are
  // names, regions/{region}/agencies/{agency}, and differ. Errors: UNAVAILABLE. Called by several threads at
  // once.
  virtual absl::StatusOr<bool> IsUnitOf(const ports::CallLimits& limits, std::string_view unit,
                                        std::string_view department) = 0;
};

}  // namespace clearbudget::rpc
