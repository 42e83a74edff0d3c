#include "common/certificates/authority.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <ctime>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::certificates {
namespace {

template <auto kFree>
struct Deleter {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<&EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<&X509_free>>;
using Name = std::unique_ptr<X509_NAME, Deleter<&X509_NAME_free>>;
using Memory = std::unique_ptr<BIO, Deleter<&BIO_free_all>>;
using RevocationListPointer = std::unique_ptr<X509_CRL, Deleter<&X509_CRL_free>>;
using RevokedPointer = std::unique_ptr<X509_REVOKED, Deleter<&X509_REVOKED_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<&X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Deleter<&BN_free>>;
using Time = std::unique_ptr<ASN1_TIME, Deleter<&ASN1_TIME_free>>;

constexpr int kSerialBits = 127;  // A serial number is positive and has at most 20 bytes (RFC 5280).

absl::Status Failed(std::string_view what) {
  return errors::Error(errors::Reason::kInternal, {{"cause", fmt::format("{} failed", what)}});
}

absl::Status Unusable(std::string_view what) {
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", std::string(what)}, {"cause", "holds none that can be used"}});
}

template <typename Write>
absl::StatusOr<std::string> Pem(const Write& write) {
  const Memory memory(BIO_new(BIO_s_mem()));
  if (memory == nullptr || write(memory.get()) != 1) return Failed("writing PEM");
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

absl::StatusOr<std::string> PemOf(X509* certificate) {
  return Pem([certificate](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

absl::StatusOr<std::string> PemOf(const EVP_PKEY* key) {
  return Pem([key](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
}

Memory Reading(std::string_view pem) {
  return Memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

// A key with a password is refused rather than asked for on a terminal.
int NoPassword(char*, int, int, void*) {
  return -1;
}

Certificate ReadCertificate(std::string_view pem) {
  const Memory memory = Reading(pem);
  return Certificate(PEM_read_bio_X509(memory.get(), nullptr, NoPassword, nullptr));
}

bool SetName(X509* certificate, std::string_view common_name) {
  const Name name(X509_NAME_new());
  return name != nullptr &&
         X509_NAME_add_entry_by_txt(name.get(), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1 &&
         X509_set_subject_name(certificate, name.get()) == 1;
}

bool SetSerial(X509* certificate) {
  const Number number(BN_new());
  return number != nullptr && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

Time TimeOf(ports::Instant instant) {
  return Time(ASN1_TIME_set(nullptr, std::chrono::system_clock::to_time_t(instant)));
}

bool SetValidity(X509* certificate, const Validity& validity) {
  const Time from = TimeOf(validity.from);
  const Time until = TimeOf(validity.until);
  return X509_set1_notBefore(certificate, from.get()) == 1 &&
         X509_set1_notAfter(certificate, until.get()) == 1;
}

bool AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// Everything but issuer, extensions and signature; none where OpenSSL fails.
Certificate NewCertificate(EVP_PKEY* key, std::string_view common_name, const Validity& validity) {
  Certificate certificate(X509_new());
  X509* const raw = certificate.get();
  const bool made = raw != nullptr && X509_set_version(raw, X509_VERSION_3) == 1 && SetSerial(raw) &&
                    SetValidity(raw, validity) && SetName(raw, common_name) && X509_set_pubkey(raw, key) == 1;
  return made ? std::move(certificate) : nullptr;
}

std::string AlternativeNames(const CertificateRequest& request) {
  std::string names;
  const auto add = [&names](std::string_view kind, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      names += fmt::format("{}{}:{}", names.empty() ? "" : ",", kind, value);
    }
  };
  add("DNS", request.dns_names);
  add("IP", request.ip_addresses);
  return names;
}

}  // namespace

struct Authority::State {
  Key key;
  Certificate certificate;
};

Authority::Authority(std::unique_ptr<State> state, std::string certificate_pem)
    : state_(std::move(state)), certificate_pem_(std::move(certificate_pem)) {}
Authority::Authority(Authority&&) noexcept = default;
Authority& Authority::operator=(Authority&&) noexcept = default;
Authority::~Authority() = default;

absl::StatusOr<Authority> Authority::Create(std::string_view common_name, const Validity& validity) {
  Key key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Failed("making a key");
  Certificate certificate = NewCertificate(key.get(), common_name, validity);
  X509* const raw = certificate.get();
  const bool made = raw != nullptr && X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1 &&
                    AddExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                    AddExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                    AddExtension(raw, raw, NID_subject_key_identifier, "hash") &&
                    X509_sign(raw, key.get(), EVP_sha256()) > 0;
  if (!made) return Failed("making a certificate");
  absl::StatusOr<std::string> pem = PemOf(raw);
  if (!pem.ok()) return pem.status();
  return Authority(std::make_unique<State>(State{std::move(key), std::move(certificate)}), *std::move(pem));
}

absl::StatusOr<Authority> Authority::Read(std::string_view certificate_pem,
                                          std::string_view private_key_pem) {
  Certificate certificate = ReadCertificate(certificate_pem);
  if (certificate == nullptr) return Unusable("certificate");
  const Memory memory = Reading(private_key_pem);
  Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, NoPassword, nullptr));
  if (key == nullptr || X509_check_private_key(certificate.get(), key.get()) != 1) return Unusable("key");
  return Authority(std::make_unique<State>(State{std::move(key), std::move(certificate)}),
                   std::string(certificate_pem));
}

absl::StatusOr<std::string> Authority::PrivateKeyPem() const {
  return PemOf(state_->key.get());
}

absl::StatusOr<IssuedCertificate> Authority::Issue(const CertificateRequest& request) const {
  const Key key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Failed("making a key");
  X509* const issuer = state_->certificate.get();
  const Certificate certificate = NewCertificate(key.get(), request.common_name, request.validity);
  X509* const raw = certificate.get();
  const std::string names = AlternativeNames(request);
  const bool made = raw != nullptr && X509_set_issuer_name(raw, X509_get_subject_name(issuer)) == 1 &&
                    AddExtension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                    AddExtension(raw, issuer, NID_key_usage, "critical,digitalSignature") &&
                    AddExtension(raw, issuer, NID_ext_key_usage, "serverAuth,clientAuth") &&
                    AddExtension(raw, issuer, NID_authority_key_identifier, "keyid") &&
                    (names.empty() || AddExtension(raw, issuer, NID_subject_alt_name, names)) &&
                    X509_sign(raw, state_->key.get(), EVP_sha256()) > 0;
  if (!made) return Failed("making a certificate");
  absl::StatusOr<std::string> certificate_pem = PemOf(raw);
  if (!certificate_pem.ok()) return certificate_pem.status();
  absl::StatusOr<std::string> key_pem = PemOf(key.get());
  if (!key_pem.ok()) return key_pem.status();
  return IssuedCertificate{*std::move(certificate_pem), *std::move(key_pem)};
}

std::optional<ports::Instant> Authority::EndOf(std::string_view certificate_pem) const {
  const Certificate certificate = ReadCertificate(certificate_pem);
  const Key key(X509_get_pubkey(state_->certificate.get()));
  std::tm end = {};
  if (certificate == nullptr || X509_verify(certificate.get(), key.get()) != 1 ||
      ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return std::nullopt;
  }
  return std::chrono::system_clock::from_time_t(timegm(&end));
}

absl::StatusOr<std::string> Authority::RevocationList(const std::vector<std::string>& revoked_pems,
                                                      const Validity& validity) const {
  const RevocationListPointer list(X509_CRL_new());
  const Time from = TimeOf(validity.from);
  const Time until = TimeOf(validity.until);
  if (list == nullptr || X509_CRL_set_version(list.get(), X509_CRL_VERSION_2) != 1 ||
      X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(state_->certificate.get())) != 1 ||
      X509_CRL_set1_lastUpdate(list.get(), from.get()) != 1 ||
      X509_CRL_set1_nextUpdate(list.get(), until.get()) != 1) {
    return Failed("making a list of revoked certificates");
  }
  for (const std::string& pem : revoked_pems) {
    const Certificate certificate = ReadCertificate(pem);
    if (certificate == nullptr) return Unusable("certificate");
    RevokedPointer entry(X509_REVOKED_new());
    if (entry == nullptr ||
        X509_REVOKED_set_serialNumber(entry.get(), X509_get_serialNumber(certificate.get())) != 1 ||
        X509_REVOKED_set_revocationDate(entry.get(), from.get()) != 1 ||
        X509_CRL_add0_revoked(list.get(), entry.get()) != 1) {
      return Failed("revoking");
    }
    entry.release();  // The list owns it now.
  }
  X509_CRL_sort(list.get());
  if (X509_CRL_sign(list.get(), state_->key.get(), EVP_sha256()) <= 0) return Failed("signing a list");
  return Pem([&list](BIO* out) { return PEM_write_bio_X509_CRL(out, list.get()); });
}

}  // namespace clearbudget::certificates
