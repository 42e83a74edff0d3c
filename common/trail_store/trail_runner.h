#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "common/trail_store/checkpoint_folder.h"
#include "common/trail_store/folding_audit_log.h"
#include "common/trail_store/trail_log.h"

namespace clearbudget::trail_store {

// Brings the logs up to date in the background: at every interval it lets the audit log write what it holds
// back, gives new rows of every region their leaves, signs, and keeps a copy of each checkpoint outside where
// a folder is given.
class TrailRunner {
 public:
  // What could not be done, and for which region ("" for all); it is tried again at the next interval. Called
  // by the runner's thread.
  using OnFault = std::function<void(const std::string& region, const absl::Status& status)>;

  struct Settings {
    std::chrono::milliseconds interval{10'000};
    std::string checkpoint_dir = {};  // empty: no copies; must exist
  };

  // All must outlive the runner. Nothing runs yet.
  TrailRunner(Settings settings, TrailLog& log, FoldingAuditLog& audit, OnFault on_fault);
  ~TrailRunner();
  TrailRunner(const TrailRunner&) = delete;
  TrailRunner& operator=(const TrailRunner&) = delete;

  // Starts the thread, which begins with a run.
  void Start();

  // One run on the caller's thread; what failed has been told to on_fault.
  void RunOnce();

  // Ends the thread and makes a last run, so that what was done before is in the log. It comes after the stop
  // of the server and before that of the store's writer; the destructor alone does not make that run. Only
  // the first call does anything.
  void Stop();

 private:
  void Run(bool is_last);
  void EndThread();
  void RunUntilStopped();
  absl::Status BringUpToDate(const std::string& region);

  const Settings settings_;
  TrailLog& log_;
  FoldingAuditLog& audit_;
  const OnFault on_fault_;
  std::optional<CheckpointFolder> folder_;
  // By region, of the checkpoint that was signed and kept last; used by one thread at a time.
  std::map<std::string, std::int64_t> settled_sizes_;

  std::mutex mutex_;
  std::condition_variable stop_asked_;
  bool stopping_ = false;  // guarded by mutex_
  bool stopped_ = false;   // Stop has been called
  std::thread thread_;
};

}  // namespace clearbudget::trail_store
