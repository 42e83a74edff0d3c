#include "services/gateway/testing/raw_tls_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace clearbudget::gateway {
namespace {

void UseCertificate(SSL_CTX* context, const clearbudget::testing::TestCertificate& certificate) {
  const auto memory = [](const std::string& pem) {
    return BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  };
  BIO* const certificate_pem = memory(certificate.certificate_pem);
  X509* const x509 = PEM_read_bio_X509(certificate_pem, nullptr, nullptr, nullptr);
  BIO* const key_pem = memory(certificate.private_key_pem);
  EVP_PKEY* const key = PEM_read_bio_PrivateKey(key_pem, nullptr, nullptr, nullptr);
  SSL_CTX_use_certificate(context, x509);
  SSL_CTX_use_PrivateKey(context, key);
  X509_free(x509);
  EVP_PKEY_free(key);
  BIO_free(certificate_pem);
  BIO_free(key_pem);
}

}  // namespace

void RawTlsClient::Deleter::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

void RawTlsClient::Deleter::operator()(ssl_st* session) const {
  SSL_free(session);
}

RawTlsClient::RawTlsClient(int port, const TlsOffer& offer)
    : fd_(socket(AF_INET, SOCK_STREAM, 0)), context_(SSL_CTX_new(TLS_client_method())) {
  // The TLS library writes without MSG_NOSIGNAL, also into connections that the gateway has closed.
  std::signal(SIGPIPE, SIG_IGN);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  SSL_CTX* const raw = context_.get();
  SSL_CTX_set_security_level(raw, 0);
  SSL_CTX_set_min_proto_version(raw, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(raw, offer.newest_version);
  if (offer.suites != nullptr) SSL_CTX_set_cipher_list(raw, offer.suites);
  if (!offer.alpn.empty()) {
    const std::string list = static_cast<char>(offer.alpn.size()) + offer.alpn;
    SSL_CTX_set_alpn_protos(raw, reinterpret_cast<const unsigned char*>(list.data()),
                            static_cast<unsigned int>(list.size()));
  }
  if (offer.certificate != nullptr) UseCertificate(raw, *offer.certificate);
  session_.reset(SSL_new(raw));
  SSL_set_fd(session_.get(), fd_);
}

RawTlsClient::~RawTlsClient() {
  close(fd_);
}

bool RawTlsClient::Handshake() {
  return SSL_connect(session_.get()) == 1;
}

bool RawTlsClient::Send(std::string_view bytes) {
  return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

std::string RawTlsClient::Read() {
  std::array<char, 16384> buffer;
  const int count = SSL_read(session_.get(), buffer.data(), static_cast<int>(buffer.size()));
  return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

bool RawTlsClient::EndedInOrder() const {
  return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

std::string RawTlsClient::Version() const {
  return SSL_get_version(session_.get());
}

std::string RawTlsClient::ServerFingerprint() const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  X509_digest(SSL_get0_peer_certificate(session_.get()), EVP_sha256(), digest.data(), &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

bool RawTlsClient::Renegotiate() {
  return SSL_renegotiate(session_.get()) == 1 && SSL_do_handshake(session_.get()) == 1;
}

bool RawTlsClient::UpdateKeys(int times) {
  for (int i = 0; i < times; ++i) {
    if (SSL_key_update(session_.get(), SSL_KEY_UPDATE_REQUESTED) != 1) return false;
    if (SSL_do_handshake(session_.get()) != 1) return false;
  }
  return Send("x");
}

}  // namespace clearbudget::gateway
