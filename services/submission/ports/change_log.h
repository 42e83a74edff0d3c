#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
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

// Reads the operation rows. Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED.
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;

  // The answer that the request got before; absent for a new request. Errors: ALREADY_EXISTS (this caller has
  // used the request_id for another request).
  virtual absl::StatusOr<std::optional<Answer>> FindAnswer(const ports::Act& act) = 0;

  // Changes of the budgets of a region, or of one of its agencies where `agency` is not empty, behind a
  // position (0: from the first). The page may hold fewer than `limit`, or none, and still not be the last.
  virtual absl::StatusOr<ChangePage> ListChanges(const std::string& region, const std::string& agency,
                                                 int64_t position, int64_t limit) = 0;
};

}  // namespace clearbudget::submission
