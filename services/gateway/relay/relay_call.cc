#include "services/gateway/relay/relay_call.h"

#include <utility>

namespace clearbudget::gateway {

RelayCall::RelayCall(ClientStreams& client, TimerWheel& timers, CallStart start, UpstreamPool& pool,
                     std::size_t backend)
    : Call(client, timers, std::move(start)),
      pool_(pool),
      backend_index_(backend),
      backend_(pool.backend(backend)) {}

RelayCall::~RelayCall() {
  LeaveUpstream();
}

bool RelayCall::Start(const HeaderViews& headers) {
  for (const HeaderView& header : headers) head_.Add(header.name, header.value);
  return Open();
}

bool RelayCall::Open() {
  UpstreamConnection* const upstream = pool_.Pick(backend_index_);
  if (upstream == nullptr) return false;
  upstream_id_ = upstream->Start(*this, head_.Views());
  if (upstream_id_ < 0) return false;
  upstream_ = upstream;
  return true;
}

bool RelayCall::Retry(std::uint32_t error_code) {
  const bool untouched = error_code == kRefusedStream && !head_.empty() && !response().begun();
  return untouched && retries_left_-- > 0 && Open();
}

void RelayCall::LeaveUpstream() {
  if (upstream_ != nullptr) std::exchange(upstream_, nullptr)->Release(upstream_id_);
}

void RelayCall::DiscardRequest() {
  if (!request_.empty()) client().Consume(stream_id(), request_.size());
  request_.Clear();
}

void RelayCall::OnRequestData(std::string_view bytes) {
  if (upstream_ == nullptr) {
    client().Consume(stream_id(), bytes.size());
    return;
  }
  request_.Append(bytes);
  upstream_->Resume(upstream_id_);
}

void RelayCall::OnRequestEnd() {
  request_ended_ = true;
  if (upstream_ != nullptr) upstream_->Resume(upstream_id_);
}

BodyPart RelayCall::ReadRequest(char* out, std::size_t capacity) {
  BodyPart part;
  part.size = request_.Read(out, capacity);
  if (part.size > 0) {
    head_.Clear();
    client().Consume(stream_id(), part.size);
  }
  if (request_.empty()) part.state = request_ended_ ? BodyPart::State::kEnd : BodyPart::State::kWait;
  return part;
}

BodyPart RelayCall::ReadResponse(char* out, std::size_t capacity) {
  const BodyPart part = response().Read(out, capacity);
  if (part.size > 0 && upstream_ != nullptr) upstream_->Consume(upstream_id_, part.size);
  return part;
}

void RelayCall::OnResponseHeaders(const HeaderViews& headers, bool end_stream) {
  const std::string_view http_status = FindHeader(headers, ":status");
  if (http_status.starts_with('1')) return;
  const bool is_head = !http_status.empty();
  if (is_head && http_status != "200") {
    FailWith(RefuseBackendFailed(backend_.name, StatusOfHttp(http_status)));
  } else if (end_stream) {
    FinishWith(headers);
  } else if (is_head) {
    response().Begin(headers);
  }
}

void RelayCall::OnResponseData(std::string_view bytes) {
  if (response().finished()) {
    upstream_->Consume(upstream_id_, bytes.size());
    return;
  }
  response().Append(bytes);
}

void RelayCall::OnResponseEnd() {
  FinishWith({});
}

void RelayCall::FinishWith(const HeaderViews& trailers) {
  const std::string_view status = FindHeader(trailers, "grpc-status");
  if (status.empty()) {
    FailWith(RefuseBackendFailed(backend_.name, StatusCode::kInternal));
    return;
  }
  response().Finish(trailers, ParseStatusNumber(status));
}

void RelayCall::FailWith(const Refusal& refusal) {
  response().Fail(refusal);
  LeaveUpstream();
  DiscardRequest();
}

void RelayCall::OnDeadline() {
  LeaveUpstream();
  DiscardRequest();
}

void RelayCall::OnUpstreamClosed(std::uint32_t error_code) {
  upstream_ = nullptr;
  if (!response().finished() && Retry(error_code)) return;
  // After the trailers a reset is only the backend's way to say that it needs no more of the request.
  if (!response().finished()) response().Fail(RefuseBackendFailed(backend_.name, StatusOfReset(error_code)));
  DiscardRequest();
}

void RelayCall::OnUpstreamLost() {
  upstream_ = nullptr;
  if (!response().finished()) {
    response().Fail(RefuseBackendAway(backend_.name, EndpointText(backend_.endpoint)));
  }
  DiscardRequest();
}

}  // namespace clearbudget::gateway
