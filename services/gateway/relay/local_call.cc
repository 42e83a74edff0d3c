#include "services/gateway/relay/local_call.h"

#include <cstdint>
#include <utility>

#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

constexpr std::size_t kFrameHeadBytes = 5;
constexpr std::size_t kMaxMessageBytes = 64 * 1024;

std::size_t MessageSize(std::string_view frame) {
  std::size_t size = 0;
  for (const char c : frame.substr(1, 4)) size = (size << 8) | static_cast<unsigned char>(c);
  return size;
}

}  // namespace

LocalCall::LocalCall(ClientStreams& client, TimerWheel& timers, CallStart start, const LocalMethod& method)
    : Call(client, timers, std::move(start)), method_(method) {
  response().Begin({{"content-type", "application/grpc"}});
}

void LocalCall::OnRequestData(std::string_view bytes) {
  if (response().finished()) {
    client().Consume(stream_id(), bytes.size());
    return;
  }
  request_.Append(bytes);
  client().Resume(stream_id());
}

void LocalCall::OnRequestEnd() {
  request_ended_ = true;
  client().Resume(stream_id());
}

void LocalCall::AnswerNext() {
  const std::string_view waiting = request_.view();
  const bool has_head = waiting.size() >= kFrameHeadBytes;
  const std::size_t size = has_head ? MessageSize(waiting) : 0;
  if (has_head && (waiting.front() != 0 || size > kMaxMessageBytes)) {
    response().Fail(RefuseMessage("a message without compression, of 64 KiB at most"));
  } else if (has_head && waiting.size() >= kFrameHeadBytes + size) {
    std::string answer;
    const std::optional<Refusal> refusal = method_.Answer(waiting.substr(kFrameHeadBytes, size), answer);
    request_.Drop(kFrameHeadBytes + size);
    client().Consume(stream_id(), kFrameHeadBytes + size);
    answered_ = true;
    if (refusal) {
      response().Fail(*refusal);
    } else {
      response().Append(FrameGrpcMessage(answer));
    }
  } else if (request_ended_) {
    if (waiting.empty() && (answered_ || method_.streams())) {
      response().Finish({{"grpc-status", "0"}}, StatusCode::kOk);
    } else {
      response().Fail(RefuseMessage("one whole message"));
    }
  }
}

BodyPart LocalCall::ReadResponse(char* out, std::size_t capacity) {
  const bool wants_more = !answered_ || method_.streams() || request_ended_;
  if (response().empty() && !response().finished() && wants_more) AnswerNext();
  return response().Read(out, capacity);
}

}  // namespace clearbudget::gateway
