#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/storage/group_commit.h"
#include "common/storage/read_pool.h"

namespace clearbudget::performance {

struct DatabaseSettings {
  std::string path;
  std::size_t read_connections = 4;
};

// Performance's database: the one writer, and connections to read from. The stores of this folder share it.
class PerformanceDatabase {
 public:
  // Opens or makes the file, brings it to the schema of this program and starts the writer. The folder must
  // exist. Errors: UNAVAILABLE, DATA_LOSS, FAILED_PRECONDITION (the file is a newer program's).
  static absl::StatusOr<std::unique_ptr<PerformanceDatabase>> Open(const DatabaseSettings& settings);

  template <typename Function>
  auto Read(Function&& function) {
    return readers_->With(std::forward<Function>(function));
  }

  template <typename Function>
  auto Write(Function&& function, storage::Deadline deadline) {
    return writer_->Submit(std::forward<Function>(function), deadline);
  }

  // For what the suite's services share.
  storage::GroupCommit& writer() { return *writer_; }
  storage::ReadPool& readers() { return *readers_; }

  // Writes what waits and closes.
  void Stop() { writer_->Stop(); }

 private:
  PerformanceDatabase(std::unique_ptr<storage::GroupCommit> writer,
                      std::unique_ptr<storage::ReadPool> readers)
      : writer_(std::move(writer)), readers_(std::move(readers)) {}

  std::unique_ptr<storage::GroupCommit> writer_;
  std::unique_ptr<storage::ReadPool> readers_;
};

}  // namespace clearbudget::performance
