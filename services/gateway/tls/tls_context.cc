#include "services/gateway/tls/tls_context.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "common/errors/error.h"
#include "services/gateway/tls/tls_error.h"

namespace clearbudget::gateway {
namespace {

// As ALPN names HTTP/2: a list of one name, with its length before it.
constexpr std::array<unsigned char, 3> kHttp2 = {2, 'h', '2'};

constexpr char kTls12Suites[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr char kTls13Suites[] = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";

// A chain of a few certificates; the library's own limit is 100 KiB, which every handshake might hold.
constexpr long kMaxCertificateBytes = 24 * 1024;
constexpr int kMaxChainDepth = 4;

absl::Status BadFile(std::string_view option, const std::string& path) {
  const std::string why = TakeTlsError();
  return errors::BadRequest({{.path = std::string(option),
                              .given = path,
                              .reason = errors::Reason::kConfigurationInvalid,
                              .expected_zh = fmt::format("可读取的 PEM 文件，且彼此匹配（{}）", why),
                              .expected_en = fmt::format("readable PEM files that match ({})", why)}});
}

// The names of the options of one side.
struct OptionNames {
  std::string_view certificate;
  std::string_view private_key;
  std::string_view ca;
  std::string_view revocation_list;
};
constexpr OptionNames kClientOptions = {"tls_certificate_file", "tls_private_key_file", "client_ca_file",
                                        "client_crl_file"};
constexpr OptionNames kInternalOptions = {"internal_certificate_file", "internal_private_key_file",
                                          "internal_ca_file", "internal_crl_file"};

// A service cannot be asked for the passphrase of a key.
int NoPassphrase(char*, int, int, void*) {
  return 0;
}

int SelectHttp2(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                unsigned int offered_size, void*) {
  unsigned char* selected = nullptr;
  if (SSL_select_next_proto(&selected, out_size, kHttp2.data(), kHttp2.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

void SetRules(SSL_CTX* context, int least_version) {
  SSL_CTX_set_min_proto_version(context, least_version);
  SSL_CTX_set_cipher_list(context, kTls12Suites);
  SSL_CTX_set_ciphersuites(context, kTls13Suites);
  SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  // An idle connection keeps no record buffers.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_max_cert_list(context, kMaxCertificateBytes);
  SSL_CTX_set_verify_depth(context, kMaxChainDepth);
  SSL_CTX_set_default_passwd_cb(context, &NoPassphrase);
}

absl::Status UseCertificate(SSL_CTX* context, const TlsFiles& files, const OptionNames& names) {
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    return BadFile(names.certificate, files.certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.private_key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return BadFile(names.private_key, files.private_key);
  }
  return absl::OkStatus();
}

absl::Status TrustCa(SSL_CTX* context, const TlsFiles& files, const OptionNames& names) {
  if (SSL_CTX_load_verify_file(context, files.ca.c_str()) != 1) return BadFile(names.ca, files.ca);
  if (files.revocation_list.empty()) return absl::OkStatus();
  X509_STORE* const store = SSL_CTX_get_cert_store(context);
  X509_LOOKUP* const lookup = X509_STORE_add_lookup(store, X509_LOOKUP_file());
  if (lookup == nullptr || X509_load_crl_file(lookup, files.revocation_list.c_str(), X509_FILETYPE_PEM) < 1) {
    return BadFile(names.revocation_list, files.revocation_list);
  }
  X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
  return absl::OkStatus();
}

}  // namespace

void TlsContext::Deleter::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

absl::StatusOr<std::shared_ptr<const TlsContext>> TlsContext::ForClients(const ClientTls& settings) {
  Context context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* const raw = context.get();
  SetRules(raw, TLS1_2_VERSION);
  SSL_CTX_set_alpn_select_cb(raw, &SelectHttp2, nullptr);
  if (absl::Status status = UseCertificate(raw, settings.files, kClientOptions); !status.ok()) return status;
  if (settings.client_certificates != ClientCertificates::kOff) {
    if (absl::Status status = TrustCa(raw, settings.files, kClientOptions); !status.ok()) return status;
    // Clients with several certificates learn from the names which one is asked for.
    SSL_CTX_set_client_CA_list(raw, SSL_load_client_CA_file(settings.files.ca.c_str()));
    const bool required = settings.client_certificates == ClientCertificates::kRequired;
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER | (required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
  }
  return std::shared_ptr<const TlsContext>(new TlsContext(std::move(context)));
}

absl::StatusOr<std::shared_ptr<const TlsContext>> TlsContext::ForBackends(const InternalTls& settings) {
  Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* const raw = context.get();
  SetRules(raw, TLS1_3_VERSION);
  SSL_CTX_set_alpn_protos(raw, kHttp2.data(), kHttp2.size());
  if (absl::Status status = UseCertificate(raw, settings.files, kInternalOptions); !status.ok()) {
    return status;
  }
  if (absl::Status status = TrustCa(raw, settings.files, kInternalOptions); !status.ok()) return status;
  SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
  return std::shared_ptr<const TlsContext>(new TlsContext(std::move(context)));
}

}  // namespace clearbudget::gateway
