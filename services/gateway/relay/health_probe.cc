#include "services/gateway/relay/health_probe.h"

#include <cstring>

#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

// HealthCheckResponse is two bytes; anything much longer is no answer to our question.
constexpr std::size_t kMaxAnswerBytes = 64;
constexpr std::size_t kFrameHeadBytes = 5;
constexpr std::uint64_t kServing = 1;

}  // namespace

HealthProbe::HealthProbe(TimerWheel& timers, const Times& times, Listener& listener)
    : times_(times), listener_(listener), timer_(timers, [this] {
        if (stream_id_ < 0) {
          Ask();
        } else {
          connection_->Release(stream_id_);
          Conclude(false);
        }
      }) {}

HealthProbe::~HealthProbe() {
  Stop();
}

void HealthProbe::Start(UpstreamConnection& connection) {
  Stop();
  connection_ = &connection;
  Ask();
}

void HealthProbe::Stop() {
  timer_.Cancel();
  if (connection_ != nullptr && stream_id_ >= 0) connection_->Release(stream_id_);
  connection_ = nullptr;
  stream_id_ = -1;
}

void HealthProbe::Ask() {
  request_sent_ = false;
  has_status_ = false;
  status_ = StatusCode::kUnknown;
  answer_.clear();
  stream_id_ = connection_->Start(*this, {{":method", "POST"},
                                          {":scheme", "http"},
                                          {":path", "/grpc.health.v1.Health/Check"},
                                          {":authority", "clearbudget"},
                                          {"te", "trailers"},
                                          {"content-type", "application/grpc"},
                                          {"user-agent", "clearbudget-gateway"}});
  timer_.Arm(times_.probe_timeout);
}

void HealthProbe::Conclude(bool serving) {
  stream_id_ = -1;
  timer_.Arm(times_.probe_interval);
  listener_.OnHealth(serving);
}

bool HealthProbe::AnswerSaysServing() const {
  if (!has_status_) return false;
  if (status_ == StatusCode::kUnimplemented) return true;
  if (status_ != StatusCode::kOk || answer_.size() < kFrameHeadBytes) return false;
  WireReader reader(std::string_view(answer_).substr(kFrameHeadBytes));
  const std::optional<WireField> field = reader.Next();
  return field && field->number == 1 && field->varint == kServing;
}

void HealthProbe::OnResponseHeaders(const HeaderViews& headers, bool end_stream) {
  if (!end_stream) return;
  has_status_ = true;
  status_ = ParseStatusNumber(FindHeader(headers, "grpc-status"));
}

void HealthProbe::OnResponseData(std::string_view bytes) {
  if (answer_.size() + bytes.size() <= kMaxAnswerBytes) answer_.append(bytes);
}

void HealthProbe::OnUpstreamClosed(std::uint32_t) {
  Conclude(AnswerSaysServing());
}

// The connection's owner stops the probe when it learns of the loss.
void HealthProbe::OnUpstreamLost() {
  stream_id_ = -1;
}

BodyPart HealthProbe::ReadRequest(char* out, std::size_t) {
  if (request_sent_) return {0, BodyPart::State::kEnd};
  request_sent_ = true;
  // An empty HealthCheckRequest asks for the server as a whole.
  const std::string frame = FrameGrpcMessage("");
  std::memcpy(out, frame.data(), frame.size());
  return {frame.size(), BodyPart::State::kEnd};
}

}  // namespace clearbudget::gateway
