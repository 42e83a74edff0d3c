// A TCP connection that speaks HTTP/2: moves bytes between its socket and its session.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "services/gateway/http2/session.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/unique_fd.h"

namespace clearbudget::gateway {

// Reads when the socket has something, and writes at the end of a round, so that all frames of a round leave
// in as few writes as possible. Whatever is submitted to the session needs a `WriteSoon`.
class Http2Connection : public EventLoop::Handler,
                        public EventLoop::RoundEnd,
                        protected Http2Session::Events {
 public:
  Http2Connection(EventLoop& loop, UniqueFd fd, Http2Session::Role role, const Limits& limits,
                  bool connecting);
  ~Http2Connection() override;

  void OnReady(bool readable, bool writable) final;
  void OnRoundEnd() final;

 protected:
  EventLoop& loop() { return loop_; }
  Http2Session& session() { return session_; }
  const Http2Session& session() const { return session_; }

  bool open() const { return fd_.valid() && !closed_; }
  bool connecting() const { return connecting_; }
  // True when the peer does not take what waits to be sent.
  bool stalled() const { return !unsent_.empty(); }

  // Counts up whenever the peer takes bytes.
  std::uint64_t bytes_written() const { return bytes_written_; }

  void WriteSoon() { loop_.AtRoundEnd(*this); }

  // Ends the connection. `OnConnectionClosed` follows at once, unless the connection was closed before.
  void Close();

  // The connect that this connection began with has succeeded.
  virtual void OnConnected() {}
  // The peer broke the protocol; the connection ends once the farewell is sent.
  virtual void OnProtocolBroken() {}
  // The last call that a connection makes: its owner may bury it.
  virtual void OnConnectionClosed() = 0;
  // The round's bytes have been read and written.
  virtual void OnQuiet() {}

 private:
  void FinishConnect();
  void Read();
  void Write();
  // Sends as much as the socket takes; keeps the rest.
  void Send(std::string_view bytes);

  EventLoop& loop_;
  UniqueFd fd_;
  Http2Session session_;
  std::string unsent_;
  std::uint64_t bytes_written_ = 0;
  bool connecting_;
  bool closed_ = false;
  bool broken_ = false;  // the peer broke the protocol; what is left to send is our farewell
  bool watching_writable_;
};

}  // namespace clearbudget::gateway
