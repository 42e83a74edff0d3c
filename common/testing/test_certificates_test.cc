#include "common/testing/test_certificates.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/testing/temporary_directory.h"
#include "gtest/gtest.h"

namespace clearbudget::testing {
namespace {

X509* Parse(const std::string& pem) {
  BIO* const memory = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* const certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  return certificate;
}

// The outcome of OpenSSL's judgement: X509_V_OK or why not. An empty list: none is consulted.
int Judge(const std::string& ca_pem, const std::string& certificate_pem, const std::string& list_pem = {}) {
  X509_STORE* const store = X509_STORE_new();
  X509* const ca = Parse(ca_pem);
  X509* const certificate = Parse(certificate_pem);
  X509_STORE_add_cert(store, ca);
  if (!list_pem.empty()) {
    BIO* const memory = BIO_new_mem_buf(list_pem.data(), static_cast<int>(list_pem.size()));
    X509_CRL* const list = PEM_read_bio_X509_CRL(memory, nullptr, nullptr, nullptr);
    X509_STORE_add_crl(store, list);
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
    X509_CRL_free(list);
    BIO_free(memory);
  }
  X509_STORE_CTX* const context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, certificate, nullptr);
  X509_verify_cert(context);
  const int outcome = X509_STORE_CTX_get_error(context);
  X509_STORE_CTX_free(context);
  X509_free(certificate);
  X509_free(ca);
  X509_STORE_free(store);
  return outcome;
}

TEST(TestCertificatesTest, AreWhatTheySay) {
  TestCa ca("test CA");
  TestCa stranger("test CA");
  const TestCertificate good = ca.Issue("submission.clearbudget.internal");
  const TestCertificate expired = ca.Issue({.common_name = "old", .valid_until = std::chrono::hours(-1)});
  const TestCertificate revoked = ca.Issue("lost.clearbudget.internal");
  const std::string list = ca.RevocationList({revoked});
  EXPECT_EQ(Judge(ca.CertificatePem(), good.certificate_pem), X509_V_OK);
  EXPECT_EQ(Judge(ca.CertificatePem(), good.certificate_pem, list), X509_V_OK);
  EXPECT_EQ(Judge(ca.CertificatePem(), expired.certificate_pem), X509_V_ERR_CERT_HAS_EXPIRED);
  EXPECT_EQ(Judge(ca.CertificatePem(), revoked.certificate_pem, list), X509_V_ERR_CERT_REVOKED);
  EXPECT_NE(Judge(stranger.CertificatePem(), good.certificate_pem), X509_V_OK);
  EXPECT_EQ(good.fingerprint.size(), 64U);
  EXPECT_NE(good.fingerprint, revoked.fingerprint);

  X509* const certificate = Parse(good.certificate_pem);
  EXPECT_EQ(X509_check_host(certificate, "submission.clearbudget.internal", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(certificate, "performance.clearbudget.internal", 0, 0, nullptr), 0);
  X509_free(certificate);
}

TEST(TestCertificatesTest, FilesAreReplacedAsAWhole) {
  const TemporaryDirectory directory;
  ReplaceFile(directory.File("a"), "old");
  ReplaceFile(directory.File("a"), "new");
  std::ifstream file(directory.File("a"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "new");
  EXPECT_FALSE(std::filesystem::exists(directory.File("a.new")));
}

}  // namespace
}  // namespace clearbudget::testing
