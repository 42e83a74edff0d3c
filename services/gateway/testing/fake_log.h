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
    std::string subject;
  };

  void CallEnded(const CallRecord& record) override {
    const std::lock_guard lock(mutex_);
    calls_.push_back({std::string(record.method), std::string(record.request_id), record.code,
                      std::string(record.subject)});
    changed_.notify_all();
  }
  void BackendChanged(std::string_view, std::string_view, bool) override {}
  void BackendTlsFailed(std::string_view backend, std::string_view, std::string_view why) override {
    const std::lock_guard lock(mutex_);
    tls_failures_.push_back(std::string(backend) + ": " + std::string(why));
    changed_.notify_all();
  }
  void CertificatesChanged(std::string_view side, std::string_view why) override {
    const std::lock_guard lock(mutex_);
    certificate_changes_.push_back(std::string(side) + ": " + std::string(why));
    changed_.notify_all();
  }
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
  // The first failure of TLS with a backend, as "backend: why".
  std::string AwaitTlsFailure() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !tls_failures_.empty(); });
    return tls_failures_.front();
  }
  // As "side: why"; the why of certificates that are in use now is empty.
  std::vector<std::string> AwaitCertificateChanges(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return certificate_changes_.size() >= count; });
    return certificate_changes_;
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
  std::vector<std::string> tls_failures_;
  std::vector<std::string> certificate_changes_;
};

}  // namespace clearbudget::gateway
