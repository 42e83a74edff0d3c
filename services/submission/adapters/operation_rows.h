#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/domain/answer.h"

namespace clearbudget::submission {

// The answer that the same request got before. Errors: ALREADY_EXISTS, REQUEST_ID_REUSED; INTERNAL where it
// is about something outside of the scope.
absl::StatusOr<std::optional<Answer>> FindStoredAnswer(storage::SqliteDatabase& database,
                                                       const ports::Scope& scope, const ports::Act& act);

// What an operation row says beside the act.
struct OperationSubject {
  std::string region;
  std::string aggregate;  // A resource name.
  std::string resource;   // What the request named.
  int64_t change_number = 0;
  std::string legal_date;  // Empty where none was given.
  ports::Effect effect;
};

// Adds the act's operation row. Errors: INTERNAL where the row's number is not the aggregate's next; ABORTED.
absl::Status AppendOperation(storage::SqliteDatabase& database, const ports::Act& act,
                             const OperationSubject& subject, const Answer& answer);

}  // namespace clearbudget::submission
