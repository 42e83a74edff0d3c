// The chains of all aggregates, checked while their rows come in the order of the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "common/trail_export/finding.h"

namespace clearbudget::trail_export {

struct Link {
  std::string aggregate;
  std::int64_t change_number = 0;
  std::optional<std::string> previous_hash;  // 32 bytes; absent for a row that is gone
  std::string row_hash;                      // 32 bytes
};

// Memory grows with the number of aggregates, not with that of rows.
class ChainCheck {
 public:
  // `whole`: the rows are all there are, so that numbers have no gaps.
  explicit ChainCheck(bool whole) : whole_(whole) {}

  struct Break {
    Fault fault;  // kRowNumber or kRowLink
    std::string expected;
    std::string found;
  };

  // Absent: the row fits. The rows behind it are compared with it in either case.
  std::optional<Break> Take(Link link);

  std::int64_t aggregates() const { return static_cast<std::int64_t>(last_.size()); }
  // How many rows could not be compared with the row before them, since it is not among the rows.
  std::int64_t unlinked() const { return unlinked_; }

 private:
  struct Last {
    std::int64_t change_number = 0;
    std::string row_hash;
  };

  bool whole_;
  std::int64_t unlinked_ = 0;
  absl::flat_hash_map<std::string, Last> last_;
};

}  // namespace clearbudget::trail_export
