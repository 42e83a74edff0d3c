#include "services/gateway/relay/upstream_connection.h"

#include <utility>

namespace clearbudget::gateway {
namespace {

// A connection is replaced well before its stream ids run out.
constexpr std::int32_t kLastStreamId = 1 << 30;

}  // namespace

UpstreamConnection::UpstreamConnection(EventLoop& loop, UniqueFd fd, std::unique_ptr<TlsSession> tls,
                                       const Limits& limits, Owner& owner)
    : Http2Connection(loop, std::move(fd), std::move(tls), Http2Session::Role::kClient, limits, true),
      owner_(owner) {}

std::int32_t UpstreamConnection::Start(UpstreamStream& stream, const HeaderViews& headers) {
  const std::int32_t stream_id = session().SubmitRequest(headers);
  if (stream_id < 0) return stream_id;
  streams_.emplace(stream_id, &stream);
  WriteSoon();
  if (stream_id > kLastStreamId) Drain();
  return stream_id;
}

void UpstreamConnection::Release(std::int32_t stream_id) {
  if (streams_.erase(stream_id) == 0) return;
  session().SubmitReset(stream_id, kCancel);
  WriteSoon();
}

void UpstreamConnection::Resume(std::int32_t stream_id) {
  session().Resume(stream_id);
  WriteSoon();
}

void UpstreamConnection::Consume(std::int32_t stream_id, std::size_t bytes) {
  session().ConsumeStream(stream_id, bytes);
  WriteSoon();
}

void UpstreamConnection::StopTakingStreams() {
  if (std::exchange(draining_, true)) return;
  owner_.OnUpstreamDraining(*this);
}

void UpstreamConnection::Drain() {
  session().SubmitGoaway();
  WriteSoon();
  StopTakingStreams();
}

UpstreamStream* UpstreamConnection::Find(std::int32_t stream_id) {
  const auto found = streams_.find(stream_id);
  return found == streams_.end() ? nullptr : found->second;
}

void UpstreamConnection::OnHeadersBegin(std::int32_t) {
  header_block_.Clear();
  header_block_too_large_ = false;
}

void UpstreamConnection::OnHeader(std::string_view name, std::string_view value) {
  if (header_block_.list_size() + name.size() + value.size() > kMaxResponseHeaderBytes) {
    header_block_too_large_ = true;
    return;
  }
  header_block_.Add(name, value);
}

void UpstreamConnection::OnFrame(const FrameInfo& frame) {
  greeted_ = true;
  if (frame.kind == FrameKind::kGoaway) StopTakingStreams();
  UpstreamStream* const stream = Find(frame.stream_id);
  if (stream == nullptr) return;
  if (frame.kind == FrameKind::kHeaders) {
    if (header_block_too_large_) {
      session().SubmitReset(frame.stream_id, kInternalError);
    } else {
      stream->OnResponseHeaders(header_block_.Views(), frame.end_stream);
    }
  } else if (frame.kind == FrameKind::kData && frame.end_stream) {
    stream->OnResponseEnd();
  }
}

void UpstreamConnection::OnData(std::int32_t stream_id, std::string_view bytes) {
  // The connection's window is given back at once: one slow reader must not stop the streams beside it.
  session().ConsumeConnection(bytes.size());
  if (UpstreamStream* const stream = Find(stream_id)) {
    stream->OnResponseData(bytes);
  } else {
    session().ConsumeStream(stream_id, bytes.size());
  }
}

void UpstreamConnection::OnStreamClosed(std::int32_t stream_id, std::uint32_t error_code) {
  UpstreamStream* const stream = Find(stream_id);
  if (stream == nullptr) return;
  streams_.erase(stream_id);
  stream->OnUpstreamClosed(error_code);
}

BodyPart UpstreamConnection::ReadBody(std::int32_t stream_id, char* out, std::size_t capacity) {
  UpstreamStream* const stream = Find(stream_id);
  // Without a user the stream has been reset already; nothing must be taken for its regular end.
  if (stream == nullptr) return {0, BodyPart::State::kWait};
  return stream->ReadRequest(out, capacity);
}

void UpstreamConnection::OnConnected(const TlsSession*) {
  owner_.OnUpstreamConnected(*this);
}

void UpstreamConnection::OnTlsFailed(std::string_view why) {
  greeted_ = true;
  owner_.OnUpstreamTlsFailed(why);
}

void UpstreamConnection::OnConnectionClosed() {
  draining_ = true;
  // With TLS 1.3 a backend judges our certificate when we have judged its own and believe that we are
  // through; gRPC says no by closing the connection.
  if (tls() != nullptr && reached() && !greeted_) OnTlsFailed("closed by the backend before its first frame");
  const auto streams = std::exchange(streams_, {});
  for (const auto& [stream_id, stream] : streams) stream->OnUpstreamLost();
  owner_.OnUpstreamGone(*this);
}

}  // namespace clearbudget::gateway
