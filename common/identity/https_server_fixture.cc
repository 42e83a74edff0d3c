#include "common/identity/https_server_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

void Require(bool done) {
  if (done) return;
  std::fprintf(stderr, "the test's server failed\n");
  std::abort();
}

BIO* Reader(const std::string& text) {
  return BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
}

}  // namespace

struct TestHttpsServer::Tls {
  explicit Tls(const testing::TestCertificate& certificate) : context(SSL_CTX_new(TLS_server_method())) {
    BIO* certificate_pem = Reader(certificate.certificate_pem);
    BIO* key_pem = Reader(certificate.private_key_pem);
    X509* x509 = PEM_read_bio_X509(certificate_pem, nullptr, nullptr, nullptr);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(key_pem, nullptr, nullptr, nullptr);
    Require(SSL_CTX_use_certificate(context, x509) == 1 && SSL_CTX_use_PrivateKey(context, key) == 1);
    EVP_PKEY_free(key);
    X509_free(x509);
    BIO_free_all(key_pem);
    BIO_free_all(certificate_pem);
  }
  ~Tls() { SSL_CTX_free(context); }
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  SSL_CTX* context;
};

TestHttpsServer::TestHttpsServer(const testing::TestCertificate& certificate, std::string answer)
    : answer_(std::move(answer)), tls_(std::make_unique<Tls>(certificate)) {
  // A client that refuses the certificate goes while the server writes.
  std::signal(SIGPIPE, SIG_IGN);
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  Require(bind(listener_, plain, size) == 0 && listen(listener_, 16) == 0);
  Require(getsockname(listener_, plain, &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread(&TestHttpsServer::Run, this);
}

TestHttpsServer::~TestHttpsServer() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string TestHttpsServer::Url() const {
  return fmt::format("https://localhost:{}/jwks", port_);
}

void TestHttpsServer::Run() {
  std::vector<std::pair<SSL*, int>> silent;
  for (;;) {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) break;
    SSL* tls = SSL_new(tls_->context);
    SSL_set_fd(tls, client);
    if (SSL_accept(tls) == 1) {
      ++served_;
      char request[4096];
      static_cast<void>(SSL_read(tls, request, sizeof(request)));
      if (answer_.empty()) {
        silent.emplace_back(tls, client);
        continue;
      }
      static_cast<void>(SSL_write(tls, answer_.data(), static_cast<int>(answer_.size())));
      static_cast<void>(SSL_shutdown(tls));
    }
    SSL_free(tls);
    close(client);
  }
  for (const auto& [tls, client] : silent) {
    SSL_free(tls);
    close(client);
  }
}

}  // namespace clearbudget::identity
