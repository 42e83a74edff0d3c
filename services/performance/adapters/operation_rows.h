#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/storage/sqlite_database.h"

namespace clearbudget::performance {

// What a mutation made: the aggregate that it belongs to and its number within it, which is the aggregate's
// change number. An answer is not repeated in the operation row, since what was made is kept and never
// changes.
struct Made {
  std::string region;
  std::string aggregate;  // A resource name.
  std::string resource;   // What the request named.
  int64_t number = 0;
};

// What the same request made before. Errors: ALREADY_EXISTS, REQUEST_ID_REUSED.
absl::StatusOr<std::optional<Made>> FindMade(storage::SqliteDatabase& database, const ports::Act& act);

// Adds the act's operation row. Errors: ABORTED; INTERNAL where the number is not the aggregate's next.
absl::Status AppendMade(storage::SqliteDatabase& database, const ports::Act& act, const ports::Effect& effect,
                        const Made& made);

}  // namespace clearbudget::performance
