// A file that is read again when it has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// The whole file. Errors: CONFIGURATION_INVALID for one that cannot be read or is longer.
absl::StatusOr<std::string> ReadSmallFile(const std::string& file, std::size_t most_bytes);

// For one thread at a time.
class WatchedFile {
 public:
  explicit WatchedFile(std::string file) : file_(std::move(file)) {}

  // True once for every version of the file, by its inode, size and time of change, and for its absence;
  // looks at most once a second. True at the first call.
  bool HasChanged(ports::Instant now);
  const std::string& file() const { return file_; }

 private:
  struct Version {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = -1;
    std::int64_t changed_ns = 0;
    bool operator==(const Version&) const = default;
  };
  Version VersionNow() const;

  std::string file_;
  std::optional<Version> seen_;
  ports::Instant last_look_ = {};
};

}  // namespace clearbudget::identity
