#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/trail/checkpoint.h"

namespace clearbudget::trail_store {

// A folder outside of the store, best on another machine, that keeps a copy of every checkpoint: who rolls
// the store back cannot roll that back. A note is <folder>/<origin with "_" for "/">/<size>.note.
class CheckpointFolder {
 public:
  explicit CheckpointFolder(std::string folder) : folder_(std::move(folder)) {}

  // Writes the note whole or not at all, and returns when it is on the disk. A note that is there already
  // stays as it is. Errors: UNAVAILABLE, STORE_UNAVAILABLE: the folder cannot be written.
  absl::Status Keep(const trail::Checkpoint& checkpoint, const std::string& note) const;

 private:
  std::string folder_;
};

}  // namespace clearbudget::trail_store
