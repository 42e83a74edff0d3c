// The gateway's log as lines of the suite's one log.
#pragma once

#include "services/gateway/ports/gateway_log.h"

namespace clearbudget::gateway {

class StructuredLog final : public GatewayLog {
 public:
  void CallEnded(const CallRecord& record) override;
  void BackendChanged(std::string_view backend, std::string_view address, bool serving) override;
  void ClientCutOff(std::string_view peer, std::string_view why) override;
};

}  // namespace clearbudget::gateway
