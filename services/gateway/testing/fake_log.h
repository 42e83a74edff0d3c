// A log that remembers.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "services/gateway/ports/gateway_log.h"

namespace clearbudget::gateway {

class FakeLog final : public GatewayLog {
 public:
  struct Call {
    std::string method;
    std::string request_id;
    StatusCode code;
  };

  void CallEnded(const CallRecord& record) override {
    const std::lock_guard lock(mutex_);
    calls_.push_back({std::string(record.method), std::string(record.request_id), record.code});
    changed_.notify_all();
  }
  void BackendChanged(std::string_view, std::string_view, bool) override {}
  void ClientCutOff(std::string_view, std::string_view why) override {
    const std::lock_guard lock(mutex_);
    cut_off_.emplace_back(why);
    changed_.notify_all();
  }

  // A client may have its answer a moment before the log has its line.
  std::vector<Call> AwaitCalls(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return calls_.size() >= count; });
    return calls_;
  }
  std::vector<std::string> AwaitCutOff() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !cut_off_.empty(); });
    return cut_off_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Call> calls_;
  std::vector<std::string> cut_off_;
};

}  // namespace clearbudget::gateway
