#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/storage/group_commit.h"
#include "common/storage/read_pool.h"

namespace clearbudget::submission {

struct DatabaseSettings {
  std::string path;
  std::size_t read_connections = 4;
  bool grouping = true;  // False: every change has a commit of its own.
};

// Submission's database: the one writer, and connections to read from. The stores of this folder share it.
class SubmissionDatabase {
 public:
  // Opens or makes the file, brings it to the schema of this program and starts the writer. The folder must
  // exist. Errors: UNAVAILABLE, DATA_LOSS, FAILED_PRECONDITION (the file is a newer program's).
  static absl::StatusOr<std::unique_ptr<SubmissionDatabase>> Open(const DatabaseSettings& settings);

  template <typename Function>
  auto Read(Function&& function) {
    return readers_->With(std::forward<Function>(function));
  }

  template <typename Function>
  auto Write(Function&& function, storage::Deadline deadline) {
    return writer_->Submit(std::forward<Function>(function), deadline);
  }

  // For the trail of the store, which lives shorter.
  storage::GroupCommit& writer() { return *writer_; }
  storage::ReadPool& readers() { return *readers_; }

  // Writes what waits and closes.
  void Stop() { writer_->Stop(); }

 private:
  SubmissionDatabase(std::unique_ptr<storage::GroupCommit> writer, std::unique_ptr<storage::ReadPool> readers)
      : writer_(std::move(writer)), readers_(std::move(readers)) {}

  std::unique_ptr<storage::GroupCommit> writer_;
  std::unique_ptr<storage::ReadPool> readers_;
};

}  // namespace clearbudget::submission
