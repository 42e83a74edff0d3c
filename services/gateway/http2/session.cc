#include "services/gateway/http2/session.h"

#include <nghttp2/nghttp2.h>

#include <array>
#include <vector>

#include "services/gateway/http2/session_callbacks.h"

namespace clearbudget::gateway {
namespace {

using Role = Http2Session::Role;

struct OptionDeleter {
  void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};
using OptionPtr = std::unique_ptr<nghttp2_option, OptionDeleter>;

// Acknowledgements that may wait for a client that does not read them.
constexpr std::size_t kMaxOutboundAcks = 256;

OptionPtr MakeOptions(const Limits& limits) {
  nghttp2_option* raw = nullptr;
  nghttp2_option_new(&raw);
  OptionPtr option(raw);
  nghttp2_option_set_no_auto_window_update(raw, 1);
  nghttp2_option_set_no_closed_streams(raw, 1);
  nghttp2_option_set_max_continuations(raw, limits.max_continuations);
  nghttp2_option_set_max_settings(raw, limits.max_settings_entries);
  nghttp2_option_set_max_outbound_ack(raw, kMaxOutboundAcks);
  // Twice our own limit: ours comes first and is logged, this one holds if ours should miss something.
  nghttp2_option_set_stream_reset_rate_limit(raw, static_cast<std::uint64_t>(2 * limits.reset_burst),
                                             static_cast<std::uint64_t>(2 * limits.reset_per_second));
  return option;
}

void SubmitPreface(nghttp2_session* session, Role role, const Limits& limits) {
  std::vector<nghttp2_settings_entry> settings = {
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, limits.stream_window_bytes},
  };
  if (role == Role::kServer) {
    settings.push_back({NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.header_list_bytes});
    settings.push_back({NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.max_streams_per_connection});
    settings.push_back({NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1});
  } else {
    settings.push_back({NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, kMaxResponseHeaderBytes});
    settings.push_back({NGHTTP2_SETTINGS_ENABLE_PUSH, 0});
  }
  nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
  nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0,
                                        static_cast<std::int32_t>(limits.connection_window_bytes));
}

std::vector<nghttp2_nv> AsNameValues(const HeaderViews& headers) {
  std::vector<nghttp2_nv> values;
  values.reserve(headers.size());
  // The library takes pointers to mutable bytes but only copies from them.
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
  };
  for (const HeaderView& header : headers) {
    // What differs from call to call would only push out of the compression table what does not.
    const bool differs = header.name == "x-request-id" || header.name == "grpc-status-details-bin";
    values.push_back({bytes(header.name), bytes(header.value), header.name.size(), header.value.size(),
                      static_cast<std::uint8_t>(differs ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE)});
  }
  return values;
}

ssize_t ReadBodyCallback(nghttp2_session*, std::int32_t stream_id, std::uint8_t* out, std::size_t capacity,
                         std::uint32_t* flags, nghttp2_data_source*, void* user_data) {
  auto& events = *static_cast<Http2Session::Events*>(user_data);
  const BodyPart part = events.ReadBody(stream_id, reinterpret_cast<char*>(out), capacity);
  switch (part.state) {
    case BodyPart::State::kMore:
      break;
    case BodyPart::State::kWait:
      if (part.size == 0) return NGHTTP2_ERR_DEFERRED;
      break;
    case BodyPart::State::kEnd:
      *flags |= NGHTTP2_DATA_FLAG_EOF;
      break;
    case BodyPart::State::kEndBeforeTrailers:
      *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
      break;
  }
  return static_cast<ssize_t>(part.size);
}

// The body is asked for by stream id, so that no pointer to a stream's object can outlive it.
constexpr nghttp2_data_provider kBody = {{0}, &ReadBodyCallback};

}  // namespace

void Http2Session::Deleter::operator()(nghttp2_session* session) const {
  nghttp2_session_del(session);
}

Http2Session::Http2Session(Role role, const Limits& limits, Events& events) {
  const OptionPtr option = MakeOptions(limits);
  nghttp2_session* raw = nullptr;
  if (role == Role::kServer) {
    nghttp2_session_server_new2(&raw, SessionCallbacks(), &events, option.get());
  } else {
    nghttp2_session_client_new2(&raw, SessionCallbacks(), &events, option.get());
  }
  session_.reset(raw);
  SubmitPreface(raw, role, limits);
}

Http2Session::~Http2Session() = default;

bool Http2Session::Receive(std::string_view bytes) {
  const ssize_t taken = nghttp2_session_mem_recv(
      session_.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return taken == static_cast<ssize_t>(bytes.size());
}

std::string_view Http2Session::NextOutput() {
  const std::uint8_t* bytes = nullptr;
  const ssize_t size = nghttp2_session_mem_send(session_.get(), &bytes);
  if (size < 0) failed_ = true;
  if (size <= 0) return {};
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool Http2Session::Alive() const {
  if (failed_) return false;
  return nghttp2_session_want_read(session_.get()) != 0 || nghttp2_session_want_write(session_.get()) != 0;
}

std::int32_t Http2Session::SubmitRequest(const HeaderViews& headers) {
  const std::vector<nghttp2_nv> values = AsNameValues(headers);
  return nghttp2_submit_request(session_.get(), nullptr, values.data(), values.size(), &kBody, nullptr);
}

void Http2Session::SubmitResponse(std::int32_t stream_id, const HeaderViews& headers, bool with_body) {
  const std::vector<nghttp2_nv> values = AsNameValues(headers);
  nghttp2_submit_response(session_.get(), stream_id, values.data(), values.size(),
                          with_body ? &kBody : nullptr);
}

void Http2Session::SubmitTrailers(std::int32_t stream_id, const HeaderViews& trailers) {
  const std::vector<nghttp2_nv> values = AsNameValues(trailers);
  nghttp2_submit_trailer(session_.get(), stream_id, values.data(), values.size());
}

void Http2Session::SubmitReset(std::int32_t stream_id, std::uint32_t error_code) {
  nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, stream_id, error_code);
}

void Http2Session::Resume(std::int32_t stream_id) {
  nghttp2_session_resume_data(session_.get(), stream_id);
}

void Http2Session::ConsumeConnection(std::size_t bytes) {
  nghttp2_session_consume_connection(session_.get(), bytes);
}

void Http2Session::ConsumeStream(std::int32_t stream_id, std::size_t bytes) {
  nghttp2_session_consume_stream(session_.get(), stream_id, bytes);
}

void Http2Session::SubmitShutdownNotice() {
  nghttp2_submit_shutdown_notice(session_.get());
}

void Http2Session::SubmitGoaway() {
  nghttp2_submit_goaway(session_.get(), NGHTTP2_FLAG_NONE,
                        nghttp2_session_get_last_proc_stream_id(session_.get()), NGHTTP2_NO_ERROR, nullptr,
                        0);
}

void Http2Session::Terminate(std::uint32_t error_code) {
  nghttp2_session_terminate_session(session_.get(), error_code);
}

bool Http2Session::PeerEnded(std::int32_t stream_id) const {
  return nghttp2_session_get_stream_remote_close(session_.get(), stream_id) != 0;
}

}  // namespace clearbudget::gateway
