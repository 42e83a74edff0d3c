// A TCP connection that speaks HTTP/2, mostly over TLS: moves bytes between its socket and its sessions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "services/gateway/http2/session.h"
#include "services/gateway/net/event_loop.h"
#include "services/gateway/net/unique_fd.h"
#include "services/gateway/tls/tls_session.h"

namespace clearbudget::gateway {

// Reads when the socket has something, and writes at the end of a round, so that all frames of a round leave
// in as few writes as possible. Whatever is submitted to the session needs a `WriteSoon`.
class Http2Connection : public EventLoop::Handler,
                        public EventLoop::RoundEnd,
                        protected Http2Session::Events {
 public:
  // `tls` is null where bytes travel as they are.
  Http2Connection(EventLoop& loop, UniqueFd fd, std::unique_ptr<TlsSession> tls, Http2Session::Role role,
                  const Limits& limits, bool connecting);
  ~Http2Connection() override;

  void OnReady(bool readable, bool writable) final;
  void OnRoundEnd() final;

 protected:
  EventLoop& loop() { return loop_; }
  Http2Session& session() { return session_; }
  const Http2Session& session() const { return session_; }

  // Null where bytes travel as they are.
  TlsSession* tls() { return tls_.get(); }

  bool open() const { return fd_.valid() && !closed_; }
  // True until HTTP/2 may be spoken: TCP is connected and TLS established.
  bool connecting() const { return connecting_ || (tls_ != nullptr && !secured_); }
  // True when TCP is connected, whatever has become of TLS.
  bool reached() const { return !connecting_; }
  // True when the peer does not take what waits to be sent.
  bool stalled() const { return !unsent_.empty(); }

  // Counts up whenever the peer takes bytes.
  std::uint64_t bytes_written() const { return bytes_written_; }

  void WriteSoon() { loop_.AtRoundEnd(*this); }

  // Ends the connection. `OnConnectionClosed` follows at once, unless the connection was closed before.
  void Close();

  // The connect and the handshake that this connection had to wait for have succeeded. `tls` is null where
  // bytes travel as they are.
  virtual void OnConnected(const TlsSession* /*tls*/) {}
  // TLS could not be established or was broken; the connection ends. `why` is one of the library's texts.
  virtual void OnTlsFailed(std::string_view /*why*/) {}
  // The peer broke the protocol; the connection ends once the farewell is sent.
  virtual void OnProtocolBroken() {}
  // The last call that a connection makes: its owner may bury it.
  virtual void OnConnectionClosed() = 0;
  // The round's bytes have been read and written.
  virtual void OnQuiet() {}

 private:
  void FinishConnect();
  void Read();
  void Decrypt(std::string_view received);
  // Acts upon what has become of TLS.
  void NoticeTls();
  void Receive(std::string_view bytes);
  void Write();
  void WriteFrames();
  // The bytes as they travel; they hold until the next call.
  std::string_view Encrypted(std::string_view bytes);
  // Sends as much as the socket takes of what is ready to travel; keeps the rest.
  void Send(std::string_view bytes);

  EventLoop& loop_;
  UniqueFd fd_;
  const std::unique_ptr<TlsSession> tls_;
  Http2Session session_;
  std::string unsent_;  // ready to travel
  std::uint64_t bytes_written_ = 0;
  bool connecting_;
  bool secured_ = false;  // TLS is established, and OnConnected has been told
  bool closed_ = false;
  bool broken_ = false;  // the peer broke the protocol; what is left to send is our farewell
  bool watching_writable_;
};

}  // namespace clearbudget::gateway
