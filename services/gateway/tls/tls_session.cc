#include "services/gateway/tls/tls_session.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/gateway/tls/tls_error.h"

namespace clearbudget::gateway {
namespace {

struct NamesDeleter {
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};

struct StoreContextDeleter {
  void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
};

std::string FingerprintOf(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
  std::string text;
  for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

std::vector<std::string> DnsNamesOf(const X509* certificate) {
  const std::unique_ptr<GENERAL_NAMES, NamesDeleter> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> found;
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    const ASN1_IA5STRING* const text = name->d.dNSName;
    std::string& added = found.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                            static_cast<std::size_t>(ASN1_STRING_length(text)));
    absl::AsciiStrToLower(&added);
  }
  return found;
}

std::int64_t ExpiryOf(const X509* certificate) {
  std::tm time{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1) return 0;
  return timegm(&time);
}

}  // namespace

// The library reads and writes through this BIO.
struct TlsSession::Pipe {
  // A peer may change its keys as often as it likes, and each time costs us more than it; honest ones do so a
  // few times in a connection's life.
  static constexpr int kMaxKeyUpdates = 100;

  static void OnMessage(int sent, int, int type, const void* bytes, std::size_t size, SSL*, void* session) {
    if (sent != 0 || type != SSL3_RT_HANDSHAKE || size == 0) return;
    if (*static_cast<const unsigned char*>(bytes) == SSL3_MT_KEY_UPDATE) {
      ++static_cast<TlsSession*>(session)->key_updates_;
    }
  }

  static TlsSession& Of(BIO* bio) { return *static_cast<TlsSession*>(BIO_get_data(bio)); }

  static int Read(BIO* bio, char* out, int capacity) {
    BIO_clear_retry_flags(bio);
    std::string_view& incoming = Of(bio).incoming_;
    if (incoming.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const std::size_t count = std::min(incoming.size(), static_cast<std::size_t>(capacity));
    std::copy_n(incoming.data(), count, out);
    incoming.remove_prefix(count);
    return static_cast<int>(count);
  }

  static int Write(BIO* bio, const char* bytes, int size) {
    std::string* const outgoing = Of(bio).outgoing_;
    if (outgoing != nullptr) outgoing->append(bytes, static_cast<std::size_t>(size));
    return size;
  }

  static long Control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static const BIO_METHOD* Method() {
    static const BIO_METHOD* const kMethod = [] {
      BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "buffers");
      BIO_meth_set_read(method, &Read);
      BIO_meth_set_write(method, &Write);
      BIO_meth_set_ctrl(method, &Control);
      return method;
    }();
    return kMethod;
  }
};

void TlsSession::Deleter::operator()(ssl_st* session) const {
  SSL_free(session);
}

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context)
    : context_(std::move(context)), accepted_by_(context_), session_(SSL_new(context_->get())) {
  BIO* const bio = BIO_new(Pipe::Method());
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_msg_callback(session_.get(), &Pipe::OnMessage);
  SSL_set_msg_callback_arg(session_.get(), this);
}

TlsSession::~TlsSession() = default;

std::unique_ptr<TlsSession> TlsSession::Accept(std::shared_ptr<const TlsContext> context) {
  std::unique_ptr<TlsSession> session(new TlsSession(std::move(context)));
  SSL_set_accept_state(session->session_.get());
  return session;
}

std::unique_ptr<TlsSession> TlsSession::Connect(std::shared_ptr<const TlsContext> context,
                                                const std::string& server_name) {
  std::unique_ptr<TlsSession> session(new TlsSession(std::move(context)));
  SSL* const raw = session->session_.get();
  SSL_set_connect_state(raw);
  SSL_set_hostflags(raw, X509_CHECK_FLAG_NO_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  // An empty name would switch the check off.
  if (server_name.empty() || SSL_set1_host(raw, server_name.c_str()) != 1 ||
      SSL_set_tlsext_host_name(raw, server_name.c_str()) != 1) {
    session->Fail("no name to expect");
  }
  return session;
}

void TlsSession::Fail(std::string why) {
  state_ = State::kFailed;
  failure_ = std::move(why);
  incoming_ = {};
}

void TlsSession::Conclude(int result) {
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return;
    case SSL_ERROR_ZERO_RETURN:
      state_ = State::kEnded;
      incoming_ = {};
      return;
    default:
      break;
  }
  const long verdict = SSL_get_verify_result(session_.get());
  const std::string error = TakeTlsError();
  Fail(verdict == X509_V_OK ? error : fmt::format("{}: {}", error, X509_verify_cert_error_string(verdict)));
}

void TlsSession::Handshake(std::string& to_peer) {
  if (state_ != State::kHandshake) return;
  outgoing_ = &to_peer;
  ERR_clear_error();
  const int result = SSL_do_handshake(session_.get());
  outgoing_ = nullptr;
  if (result != 1) {
    Conclude(result);
    return;
  }
  const unsigned char* protocol = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(session_.get(), &protocol, &size);
  if (std::string_view(reinterpret_cast<const char*>(protocol), size) != "h2") {
    Fail("HTTP/2 was not agreed upon");
    return;
  }
  state_ = State::kEstablished;
}

std::size_t TlsSession::Read(char* out, std::size_t capacity, std::string& to_peer) {
  Handshake(to_peer);
  if (!established()) return 0;
  outgoing_ = &to_peer;
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_read_ex(session_.get(), out, capacity, &count);
  outgoing_ = nullptr;
  if (result != 1) {
    Conclude(result);
    return 0;
  }
  if (key_updates_ > Pipe::kMaxKeyUpdates) {
    Fail("too many key updates");
    return 0;
  }
  return count;
}

void TlsSession::Write(std::string_view plaintext, std::string& to_peer) {
  if (!established() || plaintext.empty()) return;
  outgoing_ = &to_peer;
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_write_ex(session_.get(), plaintext.data(), plaintext.size(), &count);
  outgoing_ = nullptr;
  if (result != 1) Conclude(result);
}

void TlsSession::End(std::string& to_peer) {
  if (!established()) return;
  outgoing_ = &to_peer;
  ERR_clear_error();
  SSL_shutdown(session_.get());
  ERR_clear_error();
  outgoing_ = nullptr;
}

std::optional<ClientCertificate> TlsSession::PeerCertificate() const {
  const X509* const certificate = SSL_get0_peer_certificate(session_.get());
  if (certificate == nullptr || SSL_get_verify_result(session_.get()) != X509_V_OK) return std::nullopt;
  return ClientCertificate{FingerprintOf(certificate), DnsNamesOf(certificate), ExpiryOf(certificate)};
}

bool TlsSession::IsAcceptedBy(const std::shared_ptr<const TlsContext>& context) {
  if (context == accepted_by_) return true;
  const std::unique_ptr<X509_STORE_CTX, StoreContextDeleter> judgement(X509_STORE_CTX_new());
  const bool accepted = judgement != nullptr &&
                        X509_STORE_CTX_init(judgement.get(), SSL_CTX_get_cert_store(context->get()),
                                            SSL_get0_peer_certificate(session_.get()),
                                            SSL_get_peer_cert_chain(session_.get())) == 1 &&
                        X509_STORE_CTX_set_default(judgement.get(), "ssl_client") == 1 &&
                        X509_verify_cert(judgement.get()) == 1;
  ERR_clear_error();
  if (accepted) accepted_by_ = context;
  return accepted;
}

}  // namespace clearbudget::gateway
