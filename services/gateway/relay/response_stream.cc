#include "services/gateway/relay/response_stream.h"

#include <fmt/format.h>

#include <utility>

#include "common/errors/catalogue.h"
#include "services/gateway/domain/request_rules.h"

namespace clearbudget::gateway {
namespace {

constexpr HeaderView kStatus200 = {":status", "200"};
constexpr HeaderView kGrpcContentType = {"content-type", "application/grpc"};

// The text of a refusal's trailers; the views of `headers` point into it.
struct RefusalFields {
  explicit RefusalFields(const Refusal& refusal)
      : message(PercentEncode(errors::EnglishText(refusal.reason, refusal.metadata))),
        details(EncodeStatusDetails(refusal)) {
    headers = {{"grpc-status", StatusNumber(refusal.code)},
               {"grpc-message", message},
               {"grpc-status-details-bin", details}};
  }

  std::string message;
  std::string details;
  HeaderViews headers;
};

}  // namespace

ResponseStream::ResponseStream(ClientStreams& client, std::int32_t stream_id, std::string request_id)
    : client_(client), stream_id_(stream_id), request_id_(std::move(request_id)) {}

void ResponseStream::Begin(const HeaderViews& backend_headers) {
  if (begun_ || finished_) return;
  begun_ = true;
  HeaderViews headers;
  headers.reserve(backend_headers.size() + 2);
  headers.push_back(kStatus200);
  for (const HeaderView& header : backend_headers) {
    if (!header.name.starts_with(':') && MayReachClient(header.name)) headers.push_back(header);
  }
  headers.push_back({"x-request-id", request_id_});
  client_.SendHeaders(stream_id_, headers, true);
}

void ResponseStream::Append(std::string_view bytes) {
  if (finished_) return;
  queue_.Append(bytes);
  client_.Resume(stream_id_);
}

void ResponseStream::Finish(const HeaderViews& trailers, StatusCode code) {
  if (finished_) return;
  finished_ = true;
  code_ = code;
  if (begun_) {
    for (const HeaderView& trailer : trailers) {
      if (!trailer.name.starts_with(':') && MayReachClient(trailer.name))
        trailers_.Add(trailer.name, trailer.value);
    }
    client_.Resume(stream_id_);
    return;
  }
  HeaderViews headers = {kStatus200};
  if (FindHeader(trailers, "content-type").empty()) headers.push_back(kGrpcContentType);
  for (const HeaderView& trailer : trailers) {
    if (!trailer.name.starts_with(':') && MayReachClient(trailer.name)) headers.push_back(trailer);
  }
  headers.push_back({"x-request-id", request_id_});
  client_.SendHeaders(stream_id_, headers, false);
}

void ResponseStream::Fail(const Refusal& refusal) {
  if (finished_) return;
  reason_ = refusal.reason;
  Finish(RefusalFields(refusal).headers, refusal.code);
}

std::size_t ResponseStream::Drop() {
  const std::size_t dropped = queue_.size();
  queue_.Clear();
  return dropped;
}

BodyPart ResponseStream::Read(char* out, std::size_t capacity) {
  BodyPart part;
  part.size = queue_.Read(out, capacity);
  if (!queue_.empty()) return part;
  if (!finished_) {
    part.state = BodyPart::State::kWait;
    return part;
  }
  client_.SendTrailers(stream_id_, trailers_.Views());
  part.state = BodyPart::State::kEndBeforeTrailers;
  return part;
}

void SendRefusal(ClientStreams& client, std::int32_t stream_id, const Refusal& refusal,
                 std::string_view request_id) {
  if (refusal.http_status == 200) {
    ResponseStream(client, stream_id, std::string(request_id)).Fail(refusal);
    return;
  }
  const std::string status = fmt::format("{}", refusal.http_status);
  HeaderViews headers = {{":status", status}, {"x-request-id", request_id}};
  if (refusal.http_status == 405) headers.push_back({"allow", "POST"});
  client.SendHeaders(stream_id, headers, false);
}

}  // namespace clearbudget::gateway
