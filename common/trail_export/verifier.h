// Verifies an export offline: every row's hash, every aggregate's chain, the log's tree, the export's own
// checkpoint, and checkpoints that were kept outside. It reads line by line; memory grows with the number of
// aggregates and of outside checkpoints only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/merkle/frontier.h"
#include "common/trail/checkpoint.h"
#include "common/trail_export/chain_check.h"
#include "common/trail_export/finding.h"
#include "common/trail_export/record.h"
#include "common/trail_export/trusted_keys.h"

namespace clearbudget::trail_export {

// A signed note that a witness kept.
struct OutsideCheckpoint {
  std::string name;  // as findings call it: its file
  std::string note;
  // False: one of many that a witness keeps, which is passed over where it is of another log.
  bool chosen = true;
};

// How a checkpoint stands to the export.
enum class CheckpointOutcome {
  kFits,
  kNotSigned,      // no valid signature of a trusted key for this log, or no checkpoint at all
  kDiffers,        // another root
  kLarger,         // it covers more leaves than the export
  kUnproven,       // a filtered export without a consistency proof from this checkpoint
  kLeavesMissing,  // the leaves to compute the root of are not all there
  kOtherLog,       // of another log, and passed over
};

// Such as "FITS".
std::string_view OutcomeName(CheckpointOutcome outcome);

struct CheckedCheckpoint {
  std::string name;  // empty for the export's own
  std::int64_t tree_size = 0;
  std::string root_hash = {};  // empty where it cannot be read
  CheckpointOutcome outcome = CheckpointOutcome::kUnproven;
};

struct Verdict {
  Header header;
  std::int64_t entries = 0;
  std::int64_t aggregates = 0;
  // Rows that could not be compared with the row before them, since the filter left that out.
  std::int64_t unlinked = 0;
  CheckedCheckpoint own;
  std::vector<CheckedCheckpoint> outside;  // in the order of their sizes
  // The first kMostFindings; those of rows first, in the order of the export.
  std::vector<Finding> findings;
  std::int64_t finding_count = 0;

  static constexpr std::size_t kMostFindings = 20;

  // Everything that could be checked fits, and every checkpoint of this log could be.
  bool sound() const;
};

struct Remark {
  std::string chinese;
  std::string english;
};

// What the verification of such an export cannot tell, for whoever relies on it.
std::vector<Remark> NotChecked(const Verdict& verdict);

class Verifier {
 public:
  Verifier(TrustedKeys keys, std::vector<OutsideCheckpoint> outside);

  // The lines of the export in order, without their line feeds. Errors: INVALID_REQUEST with the number of
  // the line for what is no export; nothing more can be taken then.
  absl::Status Take(std::string_view line, std::int64_t number);

  // After the last line; `lines` is their number. Errors: INVALID_REQUEST where the export has no end.
  absl::StatusOr<Verdict> Finish(std::int64_t lines);

 private:
  struct Outside {
    CheckedCheckpoint checked;
    bool settled = false;
  };

  absl::Status TakeRecord(const Header& header, std::int64_t line);
  absl::Status TakeRecord(const SignedCheckpoint& checkpoint, std::int64_t line);
  absl::Status TakeRecord(const ConsistencyProof& proof, std::int64_t line);
  absl::Status TakeRecord(const Entry& entry, std::int64_t line);
  absl::Status TakeRecord(const UnloggedRow& row, std::int64_t line);
  absl::Status TakeRecord(const End& end, std::int64_t line);

  void OpenOutside();
  // Compares the outside checkpoints of the size that the tree has now.
  void CompareRoots();
  // Compares those of a size by a proof that the export's own checkpoint continues it.
  void CompareFrom(std::int64_t size, const std::vector<std::string>& proof);
  std::optional<Finding> FaultOf(const Entry& entry);
  std::optional<Finding> PlaceFault(const Entry& entry);
  void Find(Finding finding);
  void JudgeOwn();
  void JudgeHistory();

  TrustedKeys keys_;
  std::vector<OutsideCheckpoint> notes_;
  std::vector<Outside> outside_;  // in the order of their sizes
  std::size_t next_outside_ = 0;  // the first that the tree has not reached
  Verdict verdict_;
  // What has been read so far, in the order of the format.
  enum class Part { kNothing, kHeader, kCheckpoint, kEntries, kUnlogged, kEnd } part_ = Part::kNothing;
  std::optional<ChainCheck> chains_;
  std::optional<merkle::Frontier> tree_;  // absent for a filtered export, and after a gap
  std::int64_t next_leaf_ = 0;
};

}  // namespace clearbudget::trail_export
