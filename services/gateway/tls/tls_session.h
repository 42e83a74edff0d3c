// TLS of one connection, without its socket. The only place beside the context that knows the TLS library.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/domain/peer.h"
#include "services/gateway/tls/tls_context.h"

struct ssl_st;

namespace clearbudget::gateway {

// Turns the peer's bytes into plaintext, and plaintext into bytes for the peer. Holds at most one record that
// has not come completely.
class TlsSession {
 public:
  enum class State {
    kHandshake,    // nothing may be written yet
    kEstablished,  // both sides have been judged, and HTTP/2 is agreed upon
    kEnded,        // the peer has said that nothing more comes
    kFailed,       // `failure` says why; the alert for the peer, if any, has been written
  };

  // The side that accepts. Keeps the context alive, as does the other.
  static std::unique_ptr<TlsSession> Accept(std::shared_ptr<const TlsContext> context);
  // The side that connects, to a peer whose certificate bears this DNS name.
  static std::unique_ptr<TlsSession> Connect(std::shared_ptr<const TlsContext> context,
                                             const std::string& server_name);
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;
  ~TlsSession();

  State state() const { return state_; }
  bool established() const { return state_ == State::kEstablished; }
  const std::string& failure() const { return failure_; }

  // The connecting side's first bytes.
  void Start(std::string& to_peer) { Handshake(to_peer); }

  // Gives the session what the peer sent; it holds until Read has returned 0.
  void Feed(std::string_view from_peer) { incoming_ = from_peer; }
  // The next plaintext of what was fed; 0: all of it has been seen. May have something for the peer: parts of
  // the handshake, an alert.
  std::size_t Read(char* out, std::size_t capacity, std::string& to_peer);

  // Appends the encrypted bytes. Only when established.
  void Write(std::string_view plaintext, std::string& to_peer);
  // Says that nothing more comes; only when established.
  void End(std::string& to_peer);

  // What the client showed, once established; none when it showed no certificate.
  std::optional<ClientCertificate> PeerCertificate() const;
  // True when the peer's certificate would be accepted by that context too. Costs a verification once for
  // each context.
  bool IsAcceptedBy(const std::shared_ptr<const TlsContext>& context);

 private:
  struct Deleter {
    void operator()(ssl_st* session) const;
  };
  struct Pipe;  // carries bytes between the library and the two buffers below

  explicit TlsSession(std::shared_ptr<const TlsContext> context);

  void Handshake(std::string& to_peer);
  // What an operation's result comes to: waiting, ended or failed.
  void Conclude(int result);
  void Fail(std::string why);

  const std::shared_ptr<const TlsContext> context_;
  std::shared_ptr<const TlsContext> accepted_by_;  // the last that accepted the peer's certificate
  std::unique_ptr<ssl_st, Deleter> session_;
  std::string_view incoming_;
  std::string* outgoing_ = nullptr;  // only while an operation runs
  int key_updates_ = 0;              // that the peer has made
  State state_ = State::kHandshake;
  std::string failure_;
};

}  // namespace clearbudget::gateway
