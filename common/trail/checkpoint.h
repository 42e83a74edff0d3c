// Checkpoints of a log: https://c2sp.org/tlog-checkpoint. A note whose text is the log's origin, size and
// root.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/trail/note_key.h"

namespace clearbudget::trail {

struct Checkpoint {
  std::string origin;                   // "clearbudget/submission/regions/130303"
  std::int64_t tree_size = 0;           // leaves
  std::string root_hash;                // 32 raw bytes
  std::vector<std::string> extensions;  // further lines, which mean nothing here

  bool operator==(const Checkpoint&) const = default;
};

// The text that is signed. Errors: INTERNAL for what the format cannot hold.
absl::StatusOr<std::string> WriteCheckpoint(const Checkpoint& checkpoint);

// Strict, of a note's text: what it accepts is what WriteCheckpoint writes of the result. Errors:
// INVALID_ARGUMENT, NOTE_MALFORMED.
absl::StatusOr<Checkpoint> ParseCheckpoint(std::string_view text);

// A whole signed note. Errors: as WriteCheckpoint and SignNote.
absl::StatusOr<std::string> SignCheckpoint(const Checkpoint& checkpoint, const NoteSigner& signer);

// Of a whole signed note. Errors: as OpenNote and ParseCheckpoint; INVALID_ARGUMENT, NOTE_MALFORMED where the
// origin is not the one that is wanted (empty: any).
absl::StatusOr<Checkpoint> OpenCheckpoint(std::string_view note, std::string_view origin,
                                          std::span<const NoteVerifier> trusted);

}  // namespace clearbudget::trail
