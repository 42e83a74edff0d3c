#pragma once

#include "absl/status/status.h"
#include "common/errors/error.h"
#include "common/names/resource_name.h"
#include "common/ports/scope.h"

namespace clearbudget::performance {

// What every store checks before it reads or writes. Errors: INTERNAL where the revision lies outside of the
// scope: the gate has made the scope from the name that the request carries.
inline absl::Status CheckWithin(const ports::Scope& scope, const names::RevisionName& revision) {
  if (scope.Contains(revision.region, revision.agency)) return absl::OkStatus();
  return errors::Error(errors::Reason::kInternal);
}

}  // namespace clearbudget::performance
