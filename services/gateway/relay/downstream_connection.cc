#include "services/gateway/relay/downstream_connection.h"

#include <fmt/format.h>

#include <utility>

namespace clearbudget::gateway {
namespace {

// Between the warning and the last word, for requests that are on their way.
constexpr std::chrono::milliseconds kGoawayDelay{100};
// A frame of data pays for the window updates and the ping that a client may answer it with.
constexpr std::int64_t kControlFramesPerData = 3;

}  // namespace

DownstreamConnection::DownstreamConnection(EventLoop& loop, Accepted accepted,
                                           const TlsCredentials& credentials, const GatewayConfig& config,
                                           Dispatcher& dispatcher, GatewayLog& log, Owner& owner)
    : Http2Connection(loop, std::move(accepted.fd), credentials.Accept(), Http2Session::Role::kServer,
                      config.limits, false),
      peer_{.address = std::move(accepted.peer)},
      credentials_(credentials),
      config_(config),
      dispatcher_(dispatcher),
      log_(log),
      owner_(owner),
      resets_(config.limits.reset_burst, config.limits.reset_per_second, loop.now()),
      control_frames_(config.limits.control_burst, config.limits.control_per_second, loop.now()),
      watch_timer_(loop.timers(), [this] { OnWatchExpired(); }),
      goaway_timer_(loop.timers(), [this] { SayGoodbye(); }) {
  watch_timer_.Arm(config.times.handshake_timeout);
}

void DownstreamConnection::Drain() {
  session().SubmitShutdownNotice();
  WriteSoon();
  goaway_timer_.Arm(kGoawayDelay);
}

void DownstreamConnection::SayGoodbye() {
  // Who has not finished its handshake by now comes as late as those who find the door closed.
  if (connecting()) {
    Close();
    return;
  }
  session().SubmitGoaway();
  WriteSoon();
}

Call* DownstreamConnection::Find(std::int32_t stream_id) {
  const auto found = calls_.find(stream_id);
  return found == calls_.end() ? nullptr : found->second.get();
}

void DownstreamConnection::OnHeadersBegin(std::int32_t stream_id) {
  header_block_.Clear();
  header_block_stream_ = stream_id;
  header_block_too_large_ = false;
}

void DownstreamConnection::OnHeader(std::string_view name, std::string_view value) {
  constexpr std::size_t kFieldOverhead = 32;
  if (header_block_too_large_) return;
  const std::size_t size = header_block_.list_size() + name.size() + value.size() + kFieldOverhead;
  if (size > config_.limits.header_list_bytes) {
    header_block_too_large_ = true;
    return;
  }
  header_block_.Add(name, value);
}

void DownstreamConnection::OnFrame(const FrameInfo& frame) {
  if (cut_off_) return;
  if (frame.kind == FrameKind::kSettings) handshake_done_ = true;
  if (frame.kind == FrameKind::kHeaders) {
    header_block_stream_ = 0;
    if (frame.is_request) BeginCall(frame.stream_id);
  }
  ChargeControlFrame(frame);
  if (!frame.end_stream) return;
  if (Call* const call = Find(frame.stream_id)) call->OnRequestEnd();
}

void DownstreamConnection::BeginCall(std::int32_t stream_id) {
  if (peer_.certificate && !credentials_.StillAccept(*tls())) {
    CutOff("certificate is no longer accepted");
    return;
  }
  const HeaderViews headers = header_block_.Views();
  if (header_block_too_large_) {
    dispatcher_.RefuseTooLarge(*this, stream_id, headers);
    return;
  }
  std::unique_ptr<Call> call = dispatcher_.Begin(*this, stream_id, headers, peer_);
  if (call) calls_.emplace(stream_id, std::move(call));
}

void DownstreamConnection::ChargeControlFrame(const FrameInfo& frame) {
  switch (frame.kind) {
    case FrameKind::kData:
      if (frame.length > 0) return;
      break;
    case FrameKind::kSettings:
    case FrameKind::kPing:
    case FrameKind::kPriority:
    case FrameKind::kWindowUpdate:
      break;
    default:
      return;
  }
  if (!frame.end_stream && !control_frames_.Take(loop().now())) CutOff("too many control frames");
}

void DownstreamConnection::CutOff(std::string_view why) {
  if (std::exchange(cut_off_, true)) return;
  log_.ClientCutOff(peer_.address, why);
  session().Terminate(kEnhanceYourCalm);
  WriteSoon();
}

void DownstreamConnection::OnConnected(const TlsSession* tls) {
  if (tls != nullptr) peer_.certificate = tls->PeerCertificate();
}

void DownstreamConnection::OnTlsFailed(std::string_view why) {
  if (!std::exchange(cut_off_, true)) log_.ClientCutOff(peer_.address, fmt::format("TLS: {}", why));
}

void DownstreamConnection::OnProtocolBroken() {
  if (!std::exchange(cut_off_, true)) log_.ClientCutOff(peer_.address, "broke the protocol");
}

void DownstreamConnection::OnData(std::int32_t stream_id, std::string_view bytes) {
  // The connection's window is given back at once: one slow call must not stop the calls beside it.
  session().ConsumeConnection(bytes.size());
  control_frames_.Return(kControlFramesPerData);
  if (Call* const call = Find(stream_id)) {
    call->OnRequestData(bytes);
  } else {
    session().ConsumeStream(stream_id, bytes.size());
  }
}

void DownstreamConnection::OnStreamClosed(std::int32_t stream_id, std::uint32_t error_code) {
  if (header_block_stream_ == stream_id) header_block_stream_ = 0;
  const auto found = calls_.find(stream_id);
  const bool unfinished = found != calls_.end() && !found->second->finished();
  const bool broken_off = unfinished || error_code != kNoError;
  if (broken_off && !resets_.Take(loop().now())) CutOff("too many broken-off streams");
  if (found == calls_.end()) return;
  dispatcher_.End(*found->second);
  calls_.erase(found);
}

void DownstreamConnection::OnFrameSent(const FrameInfo& frame) {
  if (frame.kind == FrameKind::kData) control_frames_.Return(kControlFramesPerData);
  // The answer is complete before the request: the client need not send the rest.
  if (frame.end_stream && !session().PeerEnded(frame.stream_id))
    session().SubmitReset(frame.stream_id, kNoError);
}

BodyPart DownstreamConnection::ReadBody(std::int32_t stream_id, char* out, std::size_t capacity) {
  Call* const call = Find(stream_id);
  if (call == nullptr) return {0, BodyPart::State::kWait};
  return call->ReadResponse(out, capacity);
}

void DownstreamConnection::OnConnectionClosed() {
  watch_timer_.Cancel();
  goaway_timer_.Cancel();
  const auto calls = std::exchange(calls_, {});
  for (const auto& [stream_id, call] : calls) dispatcher_.End(*call);
  owner_.OnDownstreamGone(*this);
}

DownstreamConnection::Watch DownstreamConnection::WhatToWatch() const {
  // First, so that nothing that a client does within its handshake gives it more time.
  if (!handshake_done_) return Watch::kHandshake;
  if (stalled()) return Watch::kPeerReads;
  if (header_block_stream_ != 0) return Watch::kHeaderBlock;
  return calls_.empty() ? Watch::kNextCall : Watch::kNothing;
}

std::uint64_t DownstreamConnection::WatchProgress(Watch watch) const {
  if (watch == Watch::kPeerReads) return bytes_written();
  if (watch == Watch::kHeaderBlock) return static_cast<std::uint64_t>(header_block_stream_);
  return 0;
}

void DownstreamConnection::OnQuiet() {
  const Watch watch = WhatToWatch();
  const std::uint64_t progress = WatchProgress(watch);
  const bool same_watch = std::exchange(watch_, watch) == watch;
  const bool same_progress = std::exchange(watch_progress_, progress) == progress;
  if (same_watch && same_progress) return;
  switch (watch) {
    case Watch::kNothing:
      watch_timer_.Cancel();
      break;
    case Watch::kHandshake:
    case Watch::kHeaderBlock:
      watch_timer_.Arm(config_.times.handshake_timeout);
      break;
    case Watch::kNextCall:
      watch_timer_.Arm(config_.times.idle_timeout);
      break;
    case Watch::kPeerReads:
      watch_timer_.Arm(config_.times.stall_timeout);
      break;
  }
}

void DownstreamConnection::OnWatchExpired() {
  switch (watch_) {
    case Watch::kNothing:
      return;
    case Watch::kNextCall:
      session().Terminate(kNoError);
      WriteSoon();
      return;
    case Watch::kHandshake:
      log_.ClientCutOff(peer_.address, "no handshake");
      break;
    case Watch::kHeaderBlock:
      log_.ClientCutOff(peer_.address, "header block not completed");
      break;
    case Watch::kPeerReads:
      log_.ClientCutOff(peer_.address, "does not read");
      break;
  }
  Close();
}

void DownstreamConnection::SendHeaders(std::int32_t stream_id, const HeaderViews& headers, bool with_body) {
  session().SubmitResponse(stream_id, headers, with_body);
  WriteSoon();
}

void DownstreamConnection::SendTrailers(std::int32_t stream_id, const HeaderViews& trailers) {
  session().SubmitTrailers(stream_id, trailers);
  WriteSoon();
}

void DownstreamConnection::Resume(std::int32_t stream_id) {
  session().Resume(stream_id);
  WriteSoon();
}

void DownstreamConnection::Consume(std::int32_t stream_id, std::size_t bytes) {
  session().ConsumeStream(stream_id, bytes);
  WriteSoon();
}

void DownstreamConnection::Reset(std::int32_t stream_id, std::uint32_t error_code) {
  session().SubmitReset(stream_id, error_code);
  WriteSoon();
}

}  // namespace clearbudget::gateway
