// A call that the gateway answers itself.
#pragma once

#include <cstddef>
#include <string_view>

#include "services/gateway/answers/local_method.h"
#include "services/gateway/domain/byte_queue.h"
#include "services/gateway/relay/call.h"

namespace clearbudget::gateway {

// Takes up the next request message only when the answer to the last one has left, so that a client that asks
// and does not read costs one answer's memory.
class LocalCall final : public Call {
 public:
  LocalCall(ClientStreams& client, TimerWheel& timers, CallStart start, const LocalMethod& method);

  void OnRequestData(std::string_view bytes) override;
  void OnRequestEnd() override;
  BodyPart ReadResponse(char* out, std::size_t capacity) override;

 private:
  std::string_view backend() const override { return {}; }
  void OnDeadline() override {}

  // Answers the first whole message that waits, or ends the call when there is no more to come.
  void AnswerNext();

  const LocalMethod& method_;
  ByteQueue request_;
  bool request_ended_ = false;
  bool answered_ = false;
};

}  // namespace clearbudget::gateway
