#include "services/gateway/relay/call.h"

#include <utility>

namespace clearbudget::gateway {
namespace {

// A client that has not taken its answer so long after the deadline has lost interest.
constexpr std::chrono::seconds kLinger{2};

}  // namespace

Call::Call(ClientStreams& client, TimerWheel& timers, CallStart start)
    : client_(client),
      start_(std::move(start)),
      timers_(timers),
      started_at_(timers.now()),
      timer_(timers, [this] { OnTimer(); }),
      response_(client, start_.stream_id, start_.request_id) {
  timer_.Arm(start_.deadline + start_.grace);
}

void Call::OnTimer() {
  if (response_.finished()) {
    client_.Reset(start_.stream_id, kCancel);
    return;
  }
  response_.Drop();
  response_.Fail(
      RefuseDeadline(backend(), std::chrono::duration_cast<std::chrono::milliseconds>(start_.deadline)));
  OnDeadline();
  timer_.Arm(kLinger);
}

CallRecord Call::Record() const {
  return {.method = start_.method,
          .request_id = response_.request_id(),
          .subject = start_.subject,
          .code = response_.code(),
          .reason = response_.reason(),
          .latency = std::chrono::duration_cast<std::chrono::microseconds>(timers_.now() - started_at_)};
}

}  // namespace clearbudget::gateway
