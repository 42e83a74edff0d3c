#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/trail_export/record.h"
#include "common/trail_store/trail_log.h"

namespace clearbudget::trail_rpc {

struct ExportOrder {
  std::string region;  // "130303"
  trail_store::EntryFilter filter;
  trail_export::Filter stated;  // The same filter, as the export's header tells it.
  std::vector<std::int64_t> since_sizes;
  ports::Instant deadline = ports::Instant::max();  // for the checkpoint; the sink ends what takes longer
};

// Writes a region's trail as the lines that common/trail/README.md describes. It reads in small steps, so
// that neither memory nor the store's readers are held while a slow reader takes the lines.
class TrailExporter {
 public:
  // Whole lines, at most trail_export::kLongestLineBytes together. An error ends the export.
  using Sink = std::function<absl::Status(std::string lines)>;

  // `service` is the process, "submission". The log must outlive the exporter.
  TrailExporter(trail_store::TrailLog& log, std::string service) : log_(log), service_(std::move(service)) {}

  // A log that does not continue what was signed before is exported up to its last checkpoint, so that a
  // verification can tell what is wrong with it. Errors: INVALID_ARGUMENT with a size that is larger than the
  // log; DEADLINE_EXCEEDED; those of the sink, of the store and of the key.
  absl::Status Run(const ExportOrder& order, const Sink& sink);

 private:
  class Lines;

  // What an export goes up to.
  struct Covered {
    trail_store::SignedCheckpoint checkpoint;
    bool is_damaged = false;  // the log cannot go on from there
  };

  absl::StatusOr<Covered> Checkpoint(const ExportOrder& order);
  absl::Status WriteProofs(const ExportOrder& order, std::int64_t size, Lines& lines);
  absl::Status WriteAll(const ExportOrder& order, std::int64_t size, Lines& lines);
  // What whoever writes into the file put where the log has gone by, or where it cannot go on.
  absl::Status WriteUnlogged(const ExportOrder& order, const Covered& covered, Lines& lines);
  absl::Status WriteFiltered(const ExportOrder& order, std::int64_t size, Lines& lines);
  absl::Status WriteProven(const std::string& region, std::int64_t leaf_index, std::int64_t size,
                           Lines& lines);

  trail_store::TrailLog& log_;
  std::string service_;
};

}  // namespace clearbudget::trail_rpc
