// The logs of a store's regions: what services, their handlers and the runner use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/digest/digest.h"
#include "common/merkle/proof.h"
#include "common/ports/clock.h"
#include "common/storage/deadline.h"
#include "common/storage/group_commit.h"
#include "common/storage/read_pool.h"
#include "common/trail/note_key.h"
#include "common/trail_store/checkpoint_rows.h"
#include "common/trail_store/entries.h"
#include "common/trail_store/unlogged_rows.h"

namespace clearbudget::trail_store {

// May be used by several threads at once.
class TrailLog {
 public:
  struct Settings {
    std::string
        origin;  // "clearbudget/submission"; a region's log is "clearbudget/submission/regions/130303"
    digest::Algorithm hash = digest::Algorithm::kSha256;
    std::string key_file;  // a private key in PEM: Ed25519, ECDSA P-256 or SM2
  };

  // Fixes the store's hash algorithm, so that it is called before anything else writes. All must outlive the
  // log. Errors: FAILED_PRECONDITION, TRAIL_HASH_FIXED or TRAIL_KEY_UNUSABLE; those of the store.
  static absl::StatusOr<TrailLog> Open(const Settings& settings, storage::GroupCommit& writer,
                                       storage::ReadPool& readers, const ports::Clock& clock);

  digest::Algorithm hash() const { return hash_; }
  std::string OriginOf(const std::string& region) const;
  // Under the name of the region's log.
  absl::StatusOr<trail::NoteVerifier> VerifierOf(const std::string& region) const;

  // A checkpoint that covers every row so far; writes nothing where the latest one does. Regions are codes:
  // "130303". Errors: DATA_LOSS, CHECKSUM_MISMATCH: the log does not continue what was signed before; those
  // of the store and of the key.
  absl::StatusOr<SignedCheckpoint> CheckpointNow(const std::string& region,
                                                 storage::Deadline deadline = storage::kNoDeadline);

  // Whether the region's log has so many leaves and every row has one: cheap, it verifies nothing.
  absl::StatusOr<bool> IsSettledAt(const std::string& region, std::int64_t size);

  // The latest one that was signed, if any.
  absl::StatusOr<std::optional<SignedCheckpoint>> Latest(const std::string& region);

  // Over the leaves that are in the log; every size up to the log's can be asked for. Errors:
  // INVALID_ARGUMENT with OUT_OF_RANGE for what the log does not have; DATA_LOSS; those of the store.
  absl::StatusOr<merkle::Proof> ProveInclusion(const std::string& region, std::int64_t leaf_index,
                                               std::int64_t size);
  absl::StatusOr<merkle::Proof> ProveConsistency(const std::string& region, std::int64_t from,
                                                 std::int64_t to);
  absl::StatusOr<std::string> RootAt(const std::string& region, std::int64_t size);

  // See entries.h.
  absl::StatusOr<EntryPage> ListEntries(const std::string& region, const EntryFilter& filter,
                                        std::int64_t after, std::int64_t limit);
  absl::StatusOr<std::vector<LoggedRow>> ListLog(const std::string& region, std::int64_t first,
                                                 std::int64_t end, std::int64_t limit);

  // See unlogged_rows.h.
  absl::StatusOr<UnloggedPage> ListUnlogged(const std::string& region, const UnloggedOrder& order);

  // Of all regions that have rows. Errors: those of the store.
  absl::StatusOr<std::vector<std::string>> Regions();

 private:
  TrailLog(std::string origin, digest::Algorithm hash, trail::NoteSigner signer, storage::GroupCommit& writer,
           storage::ReadPool& readers, const ports::Clock& clock);

  absl::StatusOr<std::optional<SignedCheckpoint>> UpToDate(const std::string& region,
                                                           const trail::NoteVerifier& key);

  // A proof over the first `size` leaves.
  template <typename Function>
  auto OverTree(const std::string& region, std::int64_t size, Function&& function);

  std::string origin_;
  digest::Algorithm hash_;
  trail::NoteSigner signer_;
  storage::GroupCommit* writer_;
  storage::ReadPool* readers_;
  const ports::Clock* clock_;
};

}  // namespace clearbudget::trail_store
