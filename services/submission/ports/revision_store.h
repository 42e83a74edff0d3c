#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/scope.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

// Reads frozen revisions, within a scope whatever its states. Errors of every method beside its own:
// UNAVAILABLE, DEADLINE_EXCEEDED, DATA_LOSS, INTERNAL (a name outside of the scope).
class RevisionStore {
 public:
  virtual ~RevisionStore() = default;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<RevisionHead> FindRevision(const ports::Scope& scope,
                                                    const names::RevisionName& name) = 0;

  // Latest first, those below a number (0: from the latest). None where the budget is not there.
  virtual absl::StatusOr<std::vector<RevisionHead>> ListRevisions(const ports::Scope& scope,
                                                                  const names::BudgetName& name,
                                                                  int64_t below, int64_t limit) = 0;

  // The content as it was frozen; without lines only its first part. Errors: NOT_FOUND.
  virtual absl::StatusOr<std::string> ReadContent(const ports::Scope& scope, const names::RevisionName& name,
                                                  bool with_lines) = 0;

  // Parts with lines, in order: enough of them to hold `limit` lines behind a key (empty: from the first), or
  // all that are left. The first may begin with lines before the key. None where the revision is not there.
  virtual absl::StatusOr<std::vector<ContentPart>> ReadParts(const ports::Scope& scope,
                                                             const names::RevisionName& name,
                                                             const std::string& after, int64_t limit) = 0;
};

}  // namespace clearbudget::submission
