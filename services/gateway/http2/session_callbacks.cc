#include "services/gateway/http2/session_callbacks.h"

#include <nghttp2/nghttp2.h>

#include "services/gateway/http2/session.h"

namespace clearbudget::gateway {
namespace {

Http2Session::Events& EventsOf(void* user_data) {
  return *static_cast<Http2Session::Events*>(user_data);
}

std::string_view View(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

FrameKind KindOf(std::uint8_t type) {
  switch (type) {
    case NGHTTP2_DATA:
      return FrameKind::kData;
    case NGHTTP2_HEADERS:
      return FrameKind::kHeaders;
    case NGHTTP2_SETTINGS:
      return FrameKind::kSettings;
    case NGHTTP2_PING:
      return FrameKind::kPing;
    case NGHTTP2_PRIORITY:
    case NGHTTP2_PRIORITY_UPDATE:
      return FrameKind::kPriority;
    case NGHTTP2_WINDOW_UPDATE:
      return FrameKind::kWindowUpdate;
    case NGHTTP2_GOAWAY:
      return FrameKind::kGoaway;
    default:
      return FrameKind::kOther;
  }
}

FrameInfo Describe(const nghttp2_frame& frame) {
  FrameInfo info;
  info.kind = KindOf(frame.hd.type);
  info.stream_id = frame.hd.stream_id;
  info.length = frame.hd.length;
  const bool has_end = info.kind == FrameKind::kData || info.kind == FrameKind::kHeaders;
  info.end_stream = has_end && (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
  info.is_request = info.kind == FrameKind::kHeaders && frame.headers.cat == NGHTTP2_HCAT_REQUEST;
  const bool has_ack = info.kind == FrameKind::kSettings || info.kind == FrameKind::kPing;
  info.ack = has_ack && (frame.hd.flags & NGHTTP2_FLAG_ACK) != 0;
  return info;
}

int OnBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
  EventsOf(user_data).OnHeadersBegin(frame->hd.stream_id);
  return 0;
}

int OnHeader(nghttp2_session*, const nghttp2_frame*, const std::uint8_t* name, std::size_t name_size,
             const std::uint8_t* value, std::size_t value_size, std::uint8_t, void* user_data) {
  EventsOf(user_data).OnHeader(View(name, name_size), View(value, value_size));
  return 0;
}

int OnFrameReceived(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
  EventsOf(user_data).OnFrame(Describe(*frame));
  return 0;
}

int OnDataChunk(nghttp2_session*, std::uint8_t, std::int32_t stream_id, const std::uint8_t* data,
                std::size_t size, void* user_data) {
  EventsOf(user_data).OnData(stream_id, View(data, size));
  return 0;
}

int OnStreamClose(nghttp2_session*, std::int32_t stream_id, std::uint32_t error_code, void* user_data) {
  EventsOf(user_data).OnStreamClosed(stream_id, error_code);
  return 0;
}

int OnFrameSent(nghttp2_session*, const nghttp2_frame* frame, void* user_data) {
  EventsOf(user_data).OnFrameSent(Describe(*frame));
  return 0;
}

}  // namespace

const nghttp2_session_callbacks* SessionCallbacks() {
  static const nghttp2_session_callbacks* const kCallbacks = [] {
    nghttp2_session_callbacks* callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &OnBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, &OnHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &OnFrameReceived);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &OnDataChunk);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &OnStreamClose);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, &OnFrameSent);
    return callbacks;
  }();
  return kCallbacks;
}

}  // namespace clearbudget::gateway
