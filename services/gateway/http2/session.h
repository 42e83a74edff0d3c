// HTTP/2 framing of one connection, without its socket. The only place that knows the HTTP/2 library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/domain/header_list.h"

struct nghttp2_session;

namespace clearbudget::gateway {

// Error codes of RFC 9113 that the gateway sends or looks at.
inline constexpr std::uint32_t kNoError = 0x0;
inline constexpr std::uint32_t kProtocolError = 0x1;
inline constexpr std::uint32_t kInternalError = 0x2;
inline constexpr std::uint32_t kRefusedStream = 0x7;
inline constexpr std::uint32_t kCancel = 0x8;
inline constexpr std::uint32_t kEnhanceYourCalm = 0xb;

// The most that a backend's header block may hold: its metadata and a status with details.
inline constexpr std::uint32_t kMaxResponseHeaderBytes = 64 * 1024;

enum class FrameKind : std::uint8_t {
  kData,
  kHeaders,
  kSettings,
  kPing,
  kPriority,
  kWindowUpdate,
  kGoaway,
  kOther
};

// A frame that has been received or sent completely.
struct FrameInfo {
  FrameKind kind = FrameKind::kOther;
  std::int32_t stream_id = 0;
  std::size_t length = 0;
  bool end_stream = false;
  bool is_request = false;  // HEADERS that open a stream
  bool ack = false;
};

// What a stream's body has to send right now.
struct BodyPart {
  enum class State { kMore, kWait, kEnd, kEndBeforeTrailers };
  std::size_t size = 0;
  State state = State::kMore;
};

class Http2Session {
 public:
  // Called from within Receive and NextOutput. None of these may call Receive or NextOutput of any session;
  // they submit, and the output goes out when the round ends.
  class Events {
   public:
    virtual ~Events() = default;
    virtual void OnHeadersBegin(std::int32_t stream_id) = 0;
    virtual void OnHeader(std::string_view name, std::string_view value) = 0;
    virtual void OnFrame(const FrameInfo& frame) = 0;
    virtual void OnData(std::int32_t stream_id, std::string_view bytes) = 0;
    virtual void OnStreamClosed(std::int32_t stream_id, std::uint32_t error_code) = 0;
    virtual void OnFrameSent(const FrameInfo& frame) = 0;
    // Fills `out` with the next bytes of the stream's body. When the last part is followed by trailers, they
    // have been submitted before this returns.
    virtual BodyPart ReadBody(std::int32_t stream_id, char* out, std::size_t capacity) = 0;
  };

  enum class Role { kServer, kClient };

  // Submits the preface with all limits. `events` outlives the session.
  Http2Session(Role role, const Limits& limits, Events& events);
  Http2Session(const Http2Session&) = delete;
  Http2Session& operator=(const Http2Session&) = delete;
  ~Http2Session();

  // Takes received bytes. False when the peer broke the protocol so badly that the connection must be closed
  // once NextOutput is empty.
  bool Receive(std::string_view bytes);

  // The next bytes to send, or nothing; they hold until the next call of any function of this session.
  std::string_view NextOutput();

  // False when nothing is left to do on this connection.
  bool Alive() const;

  // Client side: a new stream's id, negative when the session takes no more.
  std::int32_t SubmitRequest(const HeaderViews& headers);

  // Server side. With a body, ReadBody is asked for it; without one, the headers end the stream.
  void SubmitResponse(std::int32_t stream_id, const HeaderViews& headers, bool with_body);

  void SubmitTrailers(std::int32_t stream_id, const HeaderViews& trailers);
  void SubmitReset(std::int32_t stream_id, std::uint32_t error_code);

  // ReadBody said kWait before and has something now.
  void Resume(std::int32_t stream_id);

  // The bytes have left the connection's, or the stream's, buffer: the peer may send as many again.
  void ConsumeConnection(std::size_t bytes);
  void ConsumeStream(std::int32_t stream_id, std::size_t bytes);

  // The first warns the client and still takes streams, the second takes no more, the third ends it at once.
  void SubmitShutdownNotice();
  void SubmitGoaway();
  void Terminate(std::uint32_t error_code);

  // True when the peer has ended its half of the stream, or the stream is gone.
  bool PeerEnded(std::int32_t stream_id) const;

 private:
  struct Deleter {
    void operator()(nghttp2_session* session) const;
  };

  std::unique_ptr<nghttp2_session, Deleter> session_;
  bool failed_ = false;
};

}  // namespace clearbudget::gateway
