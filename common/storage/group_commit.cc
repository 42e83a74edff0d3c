#include "common/storage/group_commit.h"

#include <vector>

namespace clearbudget::storage {

absl::StatusOr<std::unique_ptr<GroupCommit>> GroupCommit::Start(const GroupCommitOptions& options) {
  absl::StatusOr<std::unique_ptr<GroupWriter>> writer = GroupWriter::Open(options.database);
  if (!writer.ok()) return writer.status();
  return std::unique_ptr<GroupCommit>(new GroupCommit(options, *std::move(writer)));
}

GroupCommit::GroupCommit(const GroupCommitOptions& options, std::unique_ptr<GroupWriter> writer)
    : largest_group_(options.grouping ? options.largest_group : 1),
      queue_(options.queue_capacity),
      writer_(std::move(writer)),
      thread_([this] { WriteUntilClosed(); }),
      thread_id_(thread_.get_id()) {}

GroupCommit::~GroupCommit() {
  Stop();
}

absl::Status GroupCommit::Run(Work work, Deadline deadline) {
  if (std::this_thread::get_id() == thread_id_) {
    return absl::InternalError("a change cannot wait for another change: both need the one writer");
  }
  WriteItem item;
  item.work = std::move(work);
  item.deadline = deadline;
  return queue_.PushAndWait(item);
}

void GroupCommit::Stop() {
  std::call_once(stopped_, [this] {
    queue_.Close();
    thread_.join();
  });
}

void GroupCommit::WriteUntilClosed() {
  while (true) {
    const std::vector<WriteItem*> group = queue_.Take(largest_group_);
    if (group.empty()) break;
    writer_->RunGroup(group);
    queue_.Release(group);
  }
  writer_->Close();
}

}  // namespace clearbudget::storage
