#include "common/storage/group_writer.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "common/errors/error.h"

namespace clearbudget::storage {
namespace {

std::string_view MessageOf(const absl::Status& status) {
  return std::string_view(status.message().data(), status.message().size());
}

absl::Status NothingStored(const absl::Status& cause) {
  if (absl::IsDataLoss(cause)) return cause;
  return errors::WithReason(
      absl::UnavailableError(fmt::format("the store cannot be written: {}", MessageOf(cause))),
      errors::Reason::kStoreUnavailable);
}

absl::Status Unknown(const absl::Status& cause) {
  return errors::WithReason(
      absl::UnavailableError(
          fmt::format("whether the change was stored is not known: {}; repeat with the same request_id",
                      MessageOf(cause))),
      errors::Reason::kOutcomeUnknown);
}

}  // namespace

absl::StatusOr<std::unique_ptr<GroupWriter>> GroupWriter::Open(DatabaseOptions options) {
  std::unique_ptr<GroupWriter> writer(new GroupWriter(std::move(options)));
  if (absl::Status status = writer->EnsureOpen(); !status.ok()) return status;
  return writer;
}

// After a failed sync the kernel may take pages for clean that never reached the disk, and the log may hold a
// transaction that SQLite has rolled back in memory. Copying the log into the database file, syncing that
// and emptying the log decides every outcome before anything is built upon it.
absl::Status GroupWriter::EnsureOpen() {
  if (database_ != nullptr) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::Open(options_);
  if (!database.ok()) return database.status();
  if (absl::Status status = (*database)->CheckpointAndTruncate(); !status.ok()) return status;
  database_ = *std::move(database);
  if (std::exchange(opened_before_, true)) ++reopenings_;
  return absl::OkStatus();
}

absl::Status GroupWriter::Begin() {
  if (absl::Status status = EnsureOpen(); !status.ok()) return status;
  absl::Status status = database_->Execute("BEGIN IMMEDIATE");
  if (status.ok()) {
    ++groups_;
  } else {
    Close();
  }
  return status;
}

bool GroupWriter::RunItem(WriteItem& item) {
  ++items_;
  if (!database_->Execute("SAVEPOINT item").ok()) return false;
  item.answer = item.work(*database_);
  // Some errors, a full disk for one, make SQLite roll back the whole transaction.
  if (!database_->InTransaction()) return false;
  if (item.answer.ok()) return database_->Execute("RELEASE item").ok();
  return database_->Execute("ROLLBACK TO item; RELEASE item").ok();
}

void GroupWriter::RunGroup(std::span<WriteItem* const> items) {
  std::vector<WriteItem*> run;
  absl::Status refusal;  // of the items that cannot be begun any more
  for (WriteItem* item : items) {
    if (refusal.ok() && HasPassed(item->deadline)) {
      item->answer = errors::Error(errors::Reason::kDeadlineExceeded);
      continue;
    }
    if (refusal.ok() && run.empty()) refusal = Begin();
    if (!refusal.ok()) {
      item->answer = NothingStored(refusal);
      continue;
    }
    run.push_back(item);
    if (!RunItem(*item)) {
      refusal = item->answer.ok() ? absl::UnavailableError("the transaction was broken off") : item->answer;
    }
  }
  if (run.empty()) return;
  if (refusal.ok()) refusal = database_->Execute("COMMIT");
  if (refusal.ok()) {
    ++commits_;
  } else {
    Abandon(run, refusal);
  }
}

// Errors that items have got from their own work are not kept: they may rest on changes of other items of the
// group that are gone now.
void GroupWriter::Abandon(std::span<WriteItem* const> run, const absl::Status& cause) {
  ++failed_commits_;
  const absl::Status answer = Unknown(cause);
  for (WriteItem* item : run) item->answer = answer;
  Close();
  // Recovered before the answers are given, so that a look-up finds what is final; when the disk is still
  // failing, the next group tries again before it begins.
  EnsureOpen().IgnoreError();
}

GroupCommitCounters GroupWriter::Counters() const {
  return {.items = items_,
          .groups = groups_,
          .commits = commits_,
          .failed_commits = failed_commits_,
          .reopenings = reopenings_};
}

}  // namespace clearbudget::storage
