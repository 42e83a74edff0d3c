// Asks a backend over one of its connections, again and again, whether it serves.
#pragma once

#include <cstdint>
#include <string>

#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/domain/grpc_status.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/relay/upstream_connection.h"
#include "services/gateway/relay/upstream_stream.h"

namespace clearbudget::gateway {

// Calls grpc.health.v1.Health/Check for the whole server. A backend without that service counts as serving as
// long as its connection stands.
class HealthProbe final : private UpstreamStream {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void OnHealth(bool serving) = 0;
  };

  HealthProbe(TimerWheel& timers, const Times& times, Listener& listener);
  ~HealthProbe() override;

  // Probes this connection from now on, beginning at once.
  void Start(UpstreamConnection& connection);
  void Stop();

 private:
  void Ask();
  void Conclude(bool serving);
  bool AnswerSaysServing() const;

  void OnResponseHeaders(const HeaderViews& headers, bool end_stream) override;
  void OnResponseData(std::string_view bytes) override;
  void OnResponseEnd() override {}
  void OnUpstreamClosed(std::uint32_t error_code) override;
  void OnUpstreamLost() override;
  BodyPart ReadRequest(char* out, std::size_t capacity) override;

  const Times& times_;
  Listener& listener_;
  Timer timer_;  // until the next question, or until the answer is overdue
  UpstreamConnection* connection_ = nullptr;
  std::int32_t stream_id_ = -1;  // of the question that waits for its answer
  bool request_sent_ = false;
  bool has_status_ = false;
  StatusCode status_ = StatusCode::kUnknown;
  std::string answer_;
};

}  // namespace clearbudget::gateway
