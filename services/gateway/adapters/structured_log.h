// The gateway's log as lines of the suite's one log.
#pragma once

#include <chrono>
#include <mutex>
#include <string_view>

#include "services/gateway/domain/token_bucket.h"
#include "services/gateway/ports/gateway_log.h"

namespace clearbudget::gateway {

class StructuredLog final : public GatewayLog {
 public:
  void CallEnded(const CallRecord& record) override;
  void BackendChanged(std::string_view backend, std::string_view address, bool serving) override;
  // At most a few a second: a backend is tried again and again.
  void BackendTlsFailed(std::string_view backend, std::string_view address, std::string_view why) override;
  void CertificatesChanged(std::string_view side, std::string_view why) override;
  // At most a few a second: whoever floods the gateway must not flood the log.
  void ClientCutOff(std::string_view peer, std::string_view why) override;

 private:
  bool MayWrite(TokenBucket& lines);

  std::mutex mutex_;
  TokenBucket cut_off_lines_{20, 5, std::chrono::steady_clock::now().time_since_epoch()};
  TokenBucket tls_lines_{10, 1, std::chrono::steady_clock::now().time_since_epoch()};
};

}  // namespace clearbudget::gateway
