#pragma once

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/storage/group_commit.h"
#include "common/storage/read_pool.h"

namespace clearbudget::disclosure {

// Disclosure's database: nothing but the trail. Statements are made anew each time and not kept.
class DisclosureDatabase {
 public:
  // Opens or makes the file, brings it to the schema of this program and starts the writer. The folder must
  // exist. Errors: UNAVAILABLE, DATA_LOSS, FAILED_PRECONDITION (the file is a newer program's).
  static absl::StatusOr<std::unique_ptr<DisclosureDatabase>> Open(const std::string& path);

  storage::GroupCommit& writer() { return *writer_; }
  storage::ReadPool& readers() { return *readers_; }

  // Writes what waits and closes.
  void Stop() { writer_->Stop(); }

 private:
  DisclosureDatabase(std::unique_ptr<storage::GroupCommit> writer, std::unique_ptr<storage::ReadPool> readers)
      : writer_(std::move(writer)), readers_(std::move(readers)) {}

  std::unique_ptr<storage::GroupCommit> writer_;
  std::unique_ptr<storage::ReadPool> readers_;
};

}  // namespace clearbudget::disclosure
