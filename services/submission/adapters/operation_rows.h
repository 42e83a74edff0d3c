#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/storage/sqlite_database.h"
#include "services/submission/domain/answer.h"

namespace clearbudget::submission {

// The answer that the same request got before. Errors: ALREADY_EXISTS, REQUEST_ID_REUSED.
absl::StatusOr<std::optional<Answer>> FindStoredAnswer(storage::SqliteDatabase& database,
                                                       const ports::Act& act);

// What an operation row says beside the act.
struct OperationSubject {
  std::string region;
  std::string aggregate;  // A resource name.
  int64_t change_number = 0;
  std::string legal_date;  // Empty where none was given.
};

// Adds the act's operation row. Errors: INTERNAL where the row's number is not the aggregate's next; ABORTED.
absl::Status AppendOperation(storage::SqliteDatabase& database, const ports::Act& act,
                             const OperationSubject& subject, const Answer& answer);

}  // namespace clearbudget::submission
