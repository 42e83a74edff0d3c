// A TLS server for tests that says whatever it is told to.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "common/testing/test_certificates.h"

namespace clearbudget::identity {

class TestHttpsServer {
 public:
  // Listens on a free port of 127.0.0.1 and gives every connection the same bytes, such as
  // "HTTP/1.1 200 OK\r\n...". An empty answer is none at all: the connection stays open until the server is
  // gone.
  TestHttpsServer(const testing::TestCertificate& certificate, std::string answer);
  ~TestHttpsServer();

  // "https://localhost:4711/jwks".
  std::string Url() const;
  // Connections whose handshake was done.
  int served() const { return served_.load(); }

 private:
  struct Tls;
  void Run();

  std::string answer_;
  std::unique_ptr<Tls> tls_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> served_ = 0;
  std::thread thread_;
};

}  // namespace clearbudget::identity
