#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ports/audit_log.h"
#include "common/ports/clock.h"
#include "common/storage/group_commit.h"
#include "common/trail/record.h"

namespace clearbudget::trail_store {

// Audit events in the store, where those that repeat within a minute share a row: whoever repeats a refused
// call does not fill the disk. The first of them is durable when Record returns, so that what was tried or
// read is never unknown; the repeats of that minute are counted and make one more row when the minute is
// over. A crash loses how often it was repeated in its last minute, never that it was done. Who is refused on
// ever other resources does not fill the disk either: beyond so many rows a minute his refusals are told
// without the resource, and so are equal.
//
// An event belongs to the region of its resource where the caller is of that region, or the store knows the
// region; else to the caller's, so that nobody makes logs of regions by naming them.
class FoldingAuditLog final : public ports::AuditLog {
 public:
  // Repeats are counted of so many at a time; further ones have a row each.
  static constexpr std::size_t kMostCounted = 10'000;
  // Refusals of one caller in a minute that name their resource.
  static constexpr std::int64_t kMostNamedRefusals = 60;

  // Both must outlive it.
  FoldingAuditLog(storage::GroupCommit& writer, const ports::Clock& clock) : writer_(writer), clock_(clock) {}

  absl::Status Record(const ports::AuditEvent& event) override;

  // Writes the repeats of minutes that are over; `all`: of all minutes, for a stop. Errors: UNAVAILABLE; what
  // could not be written is kept.
  absl::Status Flush(bool all = false);

 private:
  // What equal events have in common.
  using Key = std::vector<std::string>;
  // A row to be, before it is known which region it belongs to.
  struct Row {
    trail::AuditContent content;  // its region is that of the resource
    std::string caller_region;    // trail::kNoRegion for a caller of none
  };
  struct Counted {
    std::int64_t minute = 0;
    Row repeats;  // with the request_id of the first of them; count 0: none
  };

  static Row RowOf(const ports::AuditEvent& event);
  static Key KeyOf(const Row& row);

  // True: counted, there is nothing to write.
  bool CountRepeat(const Key& key, const Row& row);
  // Its row is written; repeats of its minute are counted from now on.
  void CountFrom(const Key& key, const Row& row);
  // Counts a row of a refusal; true where its caller has had enough of them in this minute.
  bool IsOneTooMany(const trail::AuditContent& refusal);
  absl::Status Write(const std::vector<Row>& rows);

  storage::GroupCommit& writer_;
  const ports::Clock& clock_;
  std::mutex mutex_;
  std::map<Key, Counted> counted_;    // guarded by mutex_
  std::vector<Row> waiting_;          // repeats of minutes that are over; guarded by mutex_
  std::int64_t refusals_minute_ = 0;  // guarded by mutex_
  std::map<std::string, std::int64_t> refusals_of_caller_;  // in that minute; guarded by mutex_
};

}  // namespace clearbudget::trail_store
