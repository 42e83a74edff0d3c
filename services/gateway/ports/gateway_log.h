// Where the gateway tells what it does.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/errors/reason.h"
#include "services/gateway/domain/grpc_status.h"

namespace clearbudget::gateway {

// One call that has ended.
struct CallRecord {
  std::string_view
      method;  // "/clearbudget.budget.v1.BudgetService/GetBudget"; "/-" where nothing here has such a name
  std::string_view request_id;
  std::string_view subject;  // of the credentials; empty where none were accepted or none are asked for
  StatusCode code = StatusCode::kUnknown;
  std::optional<errors::Reason> reason;  // where the gateway itself ended the call
  std::chrono::microseconds latency{0};  // from the request's head to the end of its stream
};

// Called by all threads at once.
class GatewayLog {
 public:
  virtual ~GatewayLog() = default;
  virtual void CallEnded(const CallRecord& record) = 0;
  virtual void BackendChanged(std::string_view backend, std::string_view address, bool serving) = 0;
  // TLS with a backend could not be established. `why` is one of the TLS library's texts.
  virtual void BackendTlsFailed(std::string_view backend, std::string_view address, std::string_view why) = 0;
  // Files of `side`, "clients" or "backends", have changed: new connections use them, or, when they cannot be
  // used, go on with the ones before; then `why` says what is wrong, else it is empty.
  virtual void CertificatesChanged(std::string_view side, std::string_view why) = 0;
  // A client was cut off; `why` is one of few fixed texts, or one of the TLS library's.
  virtual void ClientCutOff(std::string_view peer, std::string_view why) = 0;
};

}  // namespace clearbudget::gateway
