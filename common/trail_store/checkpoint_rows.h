// Signed checkpoints in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/sqlite_database.h"
#include "common/trail/checkpoint.h"
#include "common/trail/note_key.h"

namespace clearbudget::trail_store {

struct SignedCheckpoint {
  trail::Checkpoint checkpoint;
  std::string note;            // as it is given away
  std::int64_t sign_time = 0;  // microseconds since 1970 UTC

  bool operator==(const SignedCheckpoint&) const = default;
};

// The largest that the key signed, under its name, which is the log's origin; absent where it signed none.
// Errors: DATA_LOSS, CHECKSUM_MISMATCH: the row is damaged.
absl::StatusOr<std::optional<SignedCheckpoint>> LatestCheckpoint(storage::SqliteDatabase& database,
                                                                 std::string_view region,
                                                                 const trail::NoteVerifier& key);

// The largest that the key signed where it covers the log as it is, a new one otherwise. Within one
// transaction, which the caller has. A log that does not continue the largest checkpoint of any key is not
// signed: errors DATA_LOSS, CHECKSUM_MISMATCH; besides those of the store and of the key.
absl::StatusOr<SignedCheckpoint> SignLog(storage::SqliteDatabase& database, std::string_view region,
                                         const trail::NoteSigner& signer, std::int64_t now);

}  // namespace clearbudget::trail_store
