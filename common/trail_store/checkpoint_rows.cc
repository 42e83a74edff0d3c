#include "common/trail_store/checkpoint_rows.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "common/errors/error.h"
#include "common/merkle/proof.h"
#include "common/trail_store/log_rows.h"

namespace clearbudget::trail_store {
namespace {

absl::Status Damaged(std::string_view region, std::string_view what) {
  return errors::Error(errors::Reason::kChecksumMismatch,
                       {{"name", fmt::format("regions/{}/trail, {}", region, what)}});
}

// A log that lost or changed what was signed before must never be signed again: the holders of both
// checkpoints could prove that it was tampered with, and would have to suspect the signer.
absl::Status CheckContinues(storage::SqliteDatabase& database, std::string_view region,
                            const LogState& state) {
  auto statement = database.Prepare(
      "SELECT size, root_hash FROM trail_checkpoints WHERE region = ?1 ORDER BY size DESC LIMIT 1");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindText(1, region).Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::OkStatus();
  const std::int64_t size = statement->Int64(0);
  if (size > state.size)
    return Damaged(region, fmt::format("of {} leaves, had {} when signed", state.size, size));
  SqliteNodes nodes(database, region);
  const absl::StatusOr<std::string> root = merkle::RootAt(state.algorithm, nodes, size);
  if (!root.ok()) return root.status();
  if (*root != statement->Blob(1)) return Damaged(region, fmt::format("its first {} leaves", size));
  return absl::OkStatus();
}

absl::Status Insert(storage::SqliteDatabase& database, std::string_view region,
                    const trail::NoteVerifier& key, const SignedCheckpoint& checkpoint) {
  auto statement = database.Prepare(
      "INSERT INTO trail_checkpoints (region, size, key_id, root_hash, note, sign_time) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  if (!statement.ok()) return statement.status();
  return statement->BindText(1, region)
      .BindInt64(2, checkpoint.checkpoint.tree_size)
      .BindInt64(3, key.key_id())
      .BindBlob(4, checkpoint.checkpoint.root_hash)
      .BindText(5, checkpoint.note)
      .BindInt64(6, checkpoint.sign_time)
      .Run();
}

}  // namespace

absl::StatusOr<std::optional<SignedCheckpoint>> LatestCheckpoint(storage::SqliteDatabase& database,
                                                                 std::string_view region,
                                                                 const trail::NoteVerifier& key) {
  auto statement = database.Prepare(
      "SELECT note, sign_time FROM trail_checkpoints WHERE region = ?1 AND key_id = ?2 ORDER BY size DESC "
      "LIMIT 1");
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindText(1, region).BindInt64(2, key.key_id()).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<SignedCheckpoint>();
  SignedCheckpoint found{.checkpoint = {}, .note = statement->Text(0), .sign_time = statement->Int64(1)};
  absl::StatusOr<trail::Checkpoint> checkpoint =
      trail::OpenCheckpoint(found.note, key.name(), std::span(&key, 1));
  if (!checkpoint.ok()) return Damaged(region, "its latest checkpoint");
  found.checkpoint = *std::move(checkpoint);
  return std::optional<SignedCheckpoint>(std::move(found));
}

absl::StatusOr<SignedCheckpoint> SignLog(storage::SqliteDatabase& database, std::string_view region,
                                         const trail::NoteSigner& signer, std::int64_t now) {
  const absl::StatusOr<LogState> state = ReadLog(database, region);
  if (!state.ok()) return state.status();
  if (absl::Status continues = CheckContinues(database, region, *state); !continues.ok()) return continues;
  absl::StatusOr<std::optional<SignedCheckpoint>> latest =
      LatestCheckpoint(database, region, signer.verifier());
  if (!latest.ok()) return latest.status();
  if (latest->has_value() && (*latest)->checkpoint.tree_size == state->size) return **std::move(latest);

  SqliteNodes nodes(database, region);
  absl::StatusOr<std::string> root = merkle::RootAt(state->algorithm, nodes, state->size);
  if (!root.ok()) return root.status();
  SignedCheckpoint checkpoint{.checkpoint = {.origin = signer.verifier().name(),
                                             .tree_size = state->size,
                                             .root_hash = *std::move(root),
                                             .extensions = {}},
                              .note = {},
                              .sign_time = now};
  absl::StatusOr<std::string> note = trail::SignCheckpoint(checkpoint.checkpoint, signer);
  if (!note.ok()) return note.status();
  checkpoint.note = *std::move(note);
  if (absl::Status kept = Insert(database, region, signer.verifier(), checkpoint); !kept.ok()) return kept;
  return checkpoint;
}

}  // namespace clearbudget::trail_store
