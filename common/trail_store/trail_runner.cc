#include "common/trail_store/trail_runner.h"

#include <utility>
#include <vector>

namespace clearbudget::trail_store {

TrailRunner::TrailRunner(Settings settings, TrailLog& log, FoldingAuditLog& audit, OnFault on_fault)
    : settings_(std::move(settings)), log_(log), audit_(audit), on_fault_(std::move(on_fault)) {
  if (!settings_.checkpoint_dir.empty()) folder_.emplace(settings_.checkpoint_dir);
}

TrailRunner::~TrailRunner() {
  EndThread();
}

void TrailRunner::Start() {
  thread_ = std::thread([this] { RunUntilStopped(); });
}

void TrailRunner::RunUntilStopped() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    RunOnce();
    lock.lock();
    stop_asked_.wait_for(lock, settings_.interval, [this] { return stopping_; });
  }
}

void TrailRunner::RunOnce() {
  Run(false);
}

void TrailRunner::Run(bool is_last) {
  if (absl::Status flushed = audit_.Flush(is_last); !flushed.ok()) on_fault_("", flushed);
  const absl::StatusOr<std::vector<std::string>> regions = log_.Regions();
  if (!regions.ok()) {
    on_fault_("", regions.status());
    return;
  }
  for (const std::string& region : *regions) {
    if (absl::Status status = BringUpToDate(region); !status.ok()) on_fault_(region, status);
  }
}

absl::Status TrailRunner::BringUpToDate(const std::string& region) {
  const auto settled = settled_sizes_.find(region);
  if (settled != settled_sizes_.end()) {
    const absl::StatusOr<bool> is_settled = log_.IsSettledAt(region, settled->second);
    if (!is_settled.ok()) return is_settled.status();
    if (*is_settled) return absl::OkStatus();
  }
  const absl::StatusOr<SignedCheckpoint> checkpoint = log_.CheckpointNow(region);
  if (!checkpoint.ok()) return checkpoint.status();
  if (folder_.has_value()) {
    absl::Status kept = folder_->Keep(checkpoint->checkpoint, checkpoint->note);
    if (!kept.ok()) return kept;
  }
  settled_sizes_[region] = checkpoint->checkpoint.tree_size;
  return absl::OkStatus();
}

void TrailRunner::Stop() {
  if (std::exchange(stopped_, true)) return;
  EndThread();
  Run(true);
}

void TrailRunner::EndThread() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_all();
  thread_.join();
}

}  // namespace clearbudget::trail_store
