// One call of a client, whoever answers it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/gateway/domain/refusal.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/relay/client_stream.h"
#include "services/gateway/relay/response_stream.h"

namespace clearbudget::gateway {

// What is known of a call when it begins.
struct CallStart {
  std::int32_t stream_id = 0;
  std::string method;  // as it is logged
  std::string request_id;
  std::string subject = {};              // of the credentials; empty for a call that needs none
  std::chrono::nanoseconds deadline{0};  // from now
  std::chrono::nanoseconds grace{0};     // beyond the deadline, before the gateway answers itself
};

class Call {
 public:
  Call(ClientStreams& client, TimerWheel& timers, CallStart start);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  virtual ~Call() = default;

  virtual void OnRequestData(std::string_view bytes) = 0;
  virtual void OnRequestEnd() = 0;
  virtual BodyPart ReadResponse(char* out, std::size_t capacity) = 0;

  // The answer is complete, whether or not all of it has been sent.
  bool finished() const { return response_.finished(); }

  // What the access log is told when the client's stream has closed.
  CallRecord Record() const;

 protected:
  ClientStreams& client() { return client_; }
  ResponseStream& response() { return response_; }
  std::int32_t stream_id() const { return start_.stream_id; }

  // The name of the backend, or empty.
  virtual std::string_view backend() const = 0;
  // The deadline has passed, and the call has been answered with DEADLINE_EXCEEDED.
  virtual void OnDeadline() = 0;

 private:
  void OnTimer();

  ClientStreams& client_;
  const CallStart start_;
  TimerWheel& timers_;
  const std::chrono::nanoseconds started_at_;
  Timer timer_;
  ResponseStream response_;
};

}  // namespace clearbudget::gateway
