#include "common/testing/test_certificates.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace clearbudget::testing {
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
using RevocationListPtr = std::unique_ptr<X509_CRL, Deleter<&X509_CRL_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<&X509_EXTENSION_free>>;
using Time = std::unique_ptr<ASN1_TIME, Deleter<&ASN1_TIME_free>>;

// A test without its certificates has nothing to stand on.
void Require(bool done, std::string_view what) {
  if (done) return;
  fmt::print(stderr, "test certificates: {} failed\n", what);
  std::abort();
}

template <typename Write>
std::string Pem(const Write& write) {
  const Memory memory(BIO_new(BIO_s_mem()));
  Require(write(memory.get()) == 1, "writing PEM");
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

Certificate ReadCertificate(const std::string& pem) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
  Require(certificate != nullptr, "reading PEM");
  return certificate;
}

Name MakeName(std::string_view common_name) {
  Name name(X509_NAME_new());
  Require(X509_NAME_add_entry_by_txt(name.get(), "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(common_name.data()),
                                     static_cast<int>(common_name.size()), -1, 0) == 1,
          "naming");
  return name;
}

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  Require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

// Everything but extensions and signature.
Certificate MakeCertificate(EVP_PKEY* key, long serial, const CertificateRequest& request) {
  Certificate certificate(X509_new());
  X509* const raw = certificate.get();
  X509_set_version(raw, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(raw), serial);
  X509_gmtime_adj(X509_getm_notBefore(raw), static_cast<long>(request.valid_from.count()));
  X509_gmtime_adj(X509_getm_notAfter(raw), static_cast<long>(request.valid_until.count()));
  X509_set_subject_name(raw, MakeName(request.common_name).get());
  Require(X509_set_pubkey(raw, key) == 1, "setting a key");
  return certificate;
}

Key MakeKey() {
  Key key(EVP_EC_gen("P-256"));
  Require(key != nullptr, "making a key");
  return key;
}

std::string FingerprintOf(const X509* certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  Require(X509_digest(certificate, EVP_sha256(), digest, &size) == 1, "taking a fingerprint");
  std::string text;
  for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

std::string PemOf(X509* certificate) {
  return Pem([certificate](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

}  // namespace

struct TestCa::State {
  Key key = MakeKey();
  Certificate certificate = nullptr;
  long next_serial = 2;
};

TestCa::TestCa(std::string_view common_name) : state_(std::make_unique<State>()) {
  state_->certificate =
      MakeCertificate(state_->key.get(), 1, {.common_name = std::string(common_name), .dns_names = {}});
  X509* const raw = state_->certificate.get();
  X509_set_issuer_name(raw, X509_get_subject_name(raw));
  AddExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  AddExtension(raw, raw, NID_subject_key_identifier, "hash");
  Require(X509_sign(raw, state_->key.get(), EVP_sha256()) > 0, "signing");
}

TestCa::TestCa(TestCa&&) noexcept = default;
TestCa& TestCa::operator=(TestCa&&) noexcept = default;
TestCa::~TestCa() = default;

std::string TestCa::CertificatePem() const {
  return PemOf(state_->certificate.get());
}

TestCertificate TestCa::Issue(const CertificateRequest& request) {
  const Key key = MakeKey();
  X509* const issuer = state_->certificate.get();
  const Certificate certificate = MakeCertificate(key.get(), state_->next_serial++, request);
  X509* const raw = certificate.get();
  X509_set_issuer_name(raw, X509_get_subject_name(issuer));
  AddExtension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE");
  AddExtension(raw, issuer, NID_key_usage, "critical,digitalSignature");
  AddExtension(raw, issuer, NID_ext_key_usage, "serverAuth,clientAuth");
  AddExtension(raw, issuer, NID_authority_key_identifier, "keyid");
  if (!request.dns_names.empty()) {
    AddExtension(raw, issuer, NID_subject_alt_name,
                 fmt::format("DNS:{}", fmt::join(request.dns_names, ",DNS:")));
  }
  Require(X509_sign(raw, state_->key.get(), EVP_sha256()) > 0, "signing");
  return {PemOf(raw), Pem([&key](BIO* out) {
            return PEM_write_bio_PKCS8PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
          }),
          FingerprintOf(raw)};
}

TestCertificate TestCa::Issue(const std::string& dns_name) {
  return Issue({.common_name = dns_name, .dns_names = {dns_name}});
}

std::string TestCa::RevocationList(const std::vector<TestCertificate>& revoked) const {
  const RevocationListPtr list(X509_CRL_new());
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(state_->certificate.get()));
  const Time now(X509_gmtime_adj(nullptr, -60));
  const Time tomorrow(X509_gmtime_adj(nullptr, 24L * 60 * 60));
  X509_CRL_set1_lastUpdate(list.get(), now.get());
  X509_CRL_set1_nextUpdate(list.get(), tomorrow.get());
  for (const TestCertificate& each : revoked) {
    const Certificate certificate = ReadCertificate(each.certificate_pem);
    X509_REVOKED* const entry = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.get()));
    X509_REVOKED_set_revocationDate(entry, now.get());
    Require(X509_CRL_add0_revoked(list.get(), entry) == 1, "revoking");
  }
  X509_CRL_sort(list.get());
  Require(X509_CRL_sign(list.get(), state_->key.get(), EVP_sha256()) > 0, "signing a list");
  return Pem([&list](BIO* out) { return PEM_write_bio_X509_CRL(out, list.get()); });
}

void ReplaceFile(const std::string& path, std::string_view content) {
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::trunc | std::ios::binary);
  file << content;
  file.close();
  Require(static_cast<bool>(file), path);
  std::error_code error;
  std::filesystem::rename(draft, path, error);
  Require(!error, path);
}

}  // namespace clearbudget::testing
