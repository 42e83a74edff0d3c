// A client that speaks TLS by hand, also such as no good client would.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/testing/test_certificates.h"

struct ssl_ctx_st;
struct ssl_st;

namespace clearbudget::gateway {

// What a client offers; the rest is as the TLS library has it.
struct TlsOffer {
  std::string alpn = "h2";       // one protocol; empty: none
  int newest_version = 0;        // a version of the TLS library's; 0: any
  const char* suites = nullptr;  // of TLS 1.2; null: any
  const clearbudget::testing::TestCertificate* certificate = nullptr;
};

class RawTlsClient {
 public:
  // Connects TCP; the handshake waits. Trusts everybody.
  RawTlsClient(int port, const TlsOffer& offer = {});
  ~RawTlsClient();

  // False when it fails; with TLS 1.3 a refusal of the client's certificate shows in the first Read only.
  bool Handshake();
  bool Send(std::string_view bytes);
  // What comes next; empty at the end, also when an alert ends the connection.
  std::string Read();
  // True when the gateway has said that nothing more comes, rather than just closed the connection.
  bool EndedInOrder() const;

  // "TLSv1.3"
  std::string Version() const;
  std::string ServerFingerprint() const;
  // Asks for a new handshake within the connection, and says whether it was granted. TLS 1.2 only.
  bool Renegotiate();
  // Changes the keys so often, and sends a byte. TLS 1.3 only.
  bool UpdateKeys(int times);

 private:
  struct Deleter {
    void operator()(ssl_ctx_st* context) const;
    void operator()(ssl_st* session) const;
  };

  int fd_ = -1;
  std::unique_ptr<ssl_ctx_st, Deleter> context_;
  std::unique_ptr<ssl_st, Deleter> session_;
};

}  // namespace clearbudget::gateway
