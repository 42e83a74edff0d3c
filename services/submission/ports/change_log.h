#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/scope.h"
#include "services/submission/domain/answer.h"

namespace clearbudget::submission {

// One change of one budget.
struct LoggedChange {
  int64_t position = 0;  // Where the feed goes on behind it; meaningless to anybody but the store.
  std::string budget;    // Its name.
  int64_t change_number = 0;
  std::string method;
  std::string subject;
  std::string person;
  std::string request_id;
  std::string revision;    // The revision that was made or decided on; empty for a change of the draft.
  std::string legal_date;  // Empty where none was given.
  int64_t time = 0;        // Microseconds since 1970 UTC.
};

struct ChangePage {
  std::vector<LoggedChange> changes;
  int64_t position = 0;  // Where to go on.
};

// Reads the operation rows. Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED,
// INTERNAL (an answer about something outside of the scope).
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;

  // The answer that the request got before; absent for a new request. The same account under another
  // delegation is another caller. Errors: ALREADY_EXISTS (this caller has used the request_id for another
  // request).
  virtual absl::StatusOr<std::optional<Answer>> FindAnswer(const ports::Scope& scope,
                                                           const ports::Act& act) = 0;

  // Changes of the scope's budgets behind a position (0: from the first); in a scope of some states, only
  // those that made a revision or decided on one. A page with fewer than `limit` is the last one for now.
  virtual absl::StatusOr<ChangePage> ListChanges(const ports::Scope& scope, int64_t position,
                                                 int64_t limit) = 0;
};

}  // namespace clearbudget::submission
