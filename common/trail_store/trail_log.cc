#include "common/trail_store/trail_log.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "common/errors/error.h"
#include "common/storage/chain_hash.h"
#include "common/trail_store/log_rows.h"
#include "common/trail_store/pending_regions.h"
#include "common/trail_store/sequencer.h"

namespace clearbudget::trail_store {
namespace {

// One transaction's share, so that changes of callers do not wait long behind a backlog.
constexpr std::int64_t kRowsOfOneTransaction = 500;

std::int64_t MicrosecondsOf(ports::Instant instant) {
  return std::chrono::duration_cast<std::chrono::microseconds>(instant.time_since_epoch()).count();
}

absl::Status OutOfRange(std::int64_t size) {
  return errors::WithReason(absl::InvalidArgumentError(fmt::format(
                                "the log has {} entries, and a proof is about a size within it", size)),
                            errors::Reason::kOutOfRange, {{"maximum", fmt::format("{}", size)}});
}

}  // namespace

TrailLog::TrailLog(std::string origin, digest::Algorithm hash, trail::NoteSigner signer,
                   storage::GroupCommit& writer, storage::ReadPool& readers, const ports::Clock& clock)
    : origin_(std::move(origin)),
      hash_(hash),
      signer_(std::move(signer)),
      writer_(&writer),
      readers_(&readers),
      clock_(&clock) {}

absl::StatusOr<TrailLog> TrailLog::Open(const Settings& settings, storage::GroupCommit& writer,
                                        storage::ReadPool& readers, const ports::Clock& clock) {
  auto signer = trail::NoteSigner::FromFile(settings.origin, settings.key_file);
  if (!signer.ok()) return signer.status();
  const absl::Status fixed = writer.Submit(
      [&](storage::SqliteDatabase& database) { return storage::FixChainHash(database, settings.hash); });
  if (!fixed.ok()) return fixed;
  return TrailLog(settings.origin, settings.hash, *std::move(signer), writer, readers, clock);
}

std::string TrailLog::OriginOf(const std::string& region) const {
  return fmt::format("{}/regions/{}", origin_, region);
}

absl::StatusOr<trail::NoteVerifier> TrailLog::VerifierOf(const std::string& region) const {
  return signer_.verifier().Named(OriginOf(region));
}

absl::StatusOr<std::optional<SignedCheckpoint>> TrailLog::UpToDate(const std::string& region,
                                                                   const trail::NoteVerifier& key) {
  return readers_->With(
      [&](storage::SqliteDatabase& database) -> absl::StatusOr<std::optional<SignedCheckpoint>> {
        const absl::StatusOr<bool> has_new = HasNewRows(database, region);
        if (!has_new.ok()) return has_new.status();
        if (*has_new) return std::optional<SignedCheckpoint>();
        const absl::StatusOr<LogState> state = ReadLog(database, region);
        if (!state.ok()) return state.status();
        auto latest = LatestCheckpoint(database, region, key);
        if (!latest.ok() || !latest->has_value()) return latest;
        if ((*latest)->checkpoint.tree_size != state->size) return std::optional<SignedCheckpoint>();
        return latest;
      });
}

absl::StatusOr<SignedCheckpoint> TrailLog::CheckpointNow(const std::string& region,
                                                         storage::Deadline deadline) {
  const absl::StatusOr<trail::NoteSigner> signer = signer_.Named(OriginOf(region));
  if (!signer.ok()) return signer.status();
  auto up_to_date = UpToDate(region, signer->verifier());
  if (!up_to_date.ok()) return up_to_date.status();
  if (up_to_date->has_value()) return **std::move(up_to_date);
  while (true) {
    absl::StatusOr<std::optional<SignedCheckpoint>> done = writer_->Submit(
        [&](storage::SqliteDatabase& database) -> absl::StatusOr<std::optional<SignedCheckpoint>> {
          const absl::StatusOr<Sequenced> sequenced = Sequence(database, region, kRowsOfOneTransaction);
          if (!sequenced.ok()) return sequenced.status();
          if (sequenced->has_more) return std::optional<SignedCheckpoint>();
          return SignLog(database, region, *signer, MicrosecondsOf(clock_->Now()));
        },
        deadline);
    if (!done.ok()) return done.status();
    if (done->has_value()) return **std::move(done);
  }
}

absl::StatusOr<bool> TrailLog::IsSettledAt(const std::string& region, std::int64_t size) {
  return readers_->With([&](storage::SqliteDatabase& database) -> absl::StatusOr<bool> {
    const absl::StatusOr<LogState> state = ReadLog(database, region);
    if (!state.ok()) return state.status();
    if (state->size != size) return false;
    const absl::StatusOr<bool> has_new = HasNewRows(database, region);
    if (!has_new.ok()) return has_new.status();
    return !*has_new;
  });
}

absl::StatusOr<std::optional<SignedCheckpoint>> TrailLog::Latest(const std::string& region) {
  const absl::StatusOr<trail::NoteVerifier> key = VerifierOf(region);
  if (!key.ok()) return key.status();
  return readers_->With(
      [&](storage::SqliteDatabase& database) { return LatestCheckpoint(database, region, *key); });
}

template <typename Function>
auto TrailLog::OverTree(const std::string& region, std::int64_t size, Function&& function) {
  using Result = std::invoke_result_t<Function&, merkle::NodeReader&>;
  return readers_->With([&](storage::SqliteDatabase& database) -> Result {
    const absl::StatusOr<LogState> state = ReadLog(database, region);
    if (!state.ok()) return state.status();
    if (size > state->size) return OutOfRange(state->size);
    SqliteNodes nodes(database, region);
    Result result = function(nodes);
    if (absl::IsInvalidArgument(result.status())) return OutOfRange(state->size);
    return result;
  });
}

absl::StatusOr<merkle::Proof> TrailLog::ProveInclusion(const std::string& region, std::int64_t leaf_index,
                                                       std::int64_t size) {
  return OverTree(region, size, [&](merkle::NodeReader& nodes) {
    return merkle::ProveInclusion(hash_, nodes, leaf_index, size);
  });
}

absl::StatusOr<merkle::Proof> TrailLog::ProveConsistency(const std::string& region, std::int64_t from,
                                                         std::int64_t to) {
  return OverTree(region, to, [&](merkle::NodeReader& nodes) {
    return merkle::ProveConsistency(hash_, nodes, from, to);
  });
}

absl::StatusOr<std::string> TrailLog::RootAt(const std::string& region, std::int64_t size) {
  return OverTree(region, size,
                  [&](merkle::NodeReader& nodes) { return merkle::RootAt(hash_, nodes, size); });
}

absl::StatusOr<EntryPage> TrailLog::ListEntries(const std::string& region, const EntryFilter& filter,
                                                std::int64_t after, std::int64_t limit) {
  return readers_->With([&](storage::SqliteDatabase& database) {
    return trail_store::ListEntries(database, region, filter, after, limit);
  });
}

absl::StatusOr<std::vector<LoggedRow>> TrailLog::ListLog(const std::string& region, std::int64_t first,
                                                         std::int64_t end, std::int64_t limit) {
  return readers_->With([&](storage::SqliteDatabase& database) {
    return trail_store::ListLog(database, region, first, end, limit);
  });
}

absl::StatusOr<UnloggedPage> TrailLog::ListUnlogged(const std::string& region, const UnloggedOrder& order) {
  return readers_->With(
      [&](storage::SqliteDatabase& database) { return trail_store::ListUnlogged(database, region, order); });
}

absl::StatusOr<std::vector<std::string>> TrailLog::Regions() {
  return readers_->With([&](storage::SqliteDatabase& database) { return AllRegions(database); });
}

}  // namespace clearbudget::trail_store
