#include "common/certificates/authority.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <memory>

#include "common/errors/error.h"
#include "gtest/gtest.h"

namespace clearbudget::certificates {
namespace {

const ports::Instant kNow = std::chrono::system_clock::now();
const Validity kDay{kNow - std::chrono::hours(1), kNow + std::chrono::hours(24)};

std::shared_ptr<X509> Parse(const std::string& pem) {
  const std::shared_ptr<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
  return {PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free};
}

// X509_V_OK or why OpenSSL does not trust the certificate.
int Verify(const std::string& authority_pem, const std::string& pem,
           const std::string& revocation_list = "") {
  const std::shared_ptr<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
  X509_STORE_add_cert(store.get(), Parse(authority_pem).get());
  if (!revocation_list.empty()) {
    const std::shared_ptr<BIO> bio(
        BIO_new_mem_buf(revocation_list.data(), static_cast<int>(revocation_list.size())), BIO_free_all);
    const std::shared_ptr<X509_CRL> list(PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr),
                                         X509_CRL_free);
    X509_STORE_add_crl(store.get(), list.get());
    X509_STORE_set_flags(store.get(), X509_V_FLAG_CRL_CHECK);
  }
  const std::shared_ptr<X509_STORE_CTX> context(X509_STORE_CTX_new(), X509_STORE_CTX_free);
  const std::shared_ptr<X509> certificate = Parse(pem);
  X509_STORE_CTX_init(context.get(), store.get(), certificate.get(), nullptr);
  X509_verify_cert(context.get());
  return X509_STORE_CTX_get_error(context.get());
}

TEST(Authority, IssuesWhatItsOwnVerifiesAndNoOther) {
  const auto authority = Authority::Create("internal", kDay);
  const auto stranger = Authority::Create("internal", kDay);
  ASSERT_TRUE(authority.ok() && stranger.ok());
  const auto issued = authority->Issue({.common_name = "gateway",
                                        .dns_names = {"gateway.clearbudget.internal", "localhost"},
                                        .ip_addresses = {"127.0.0.1"},
                                        .validity = kDay});
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(Verify(authority->certificate_pem(), issued->certificate_pem), X509_V_OK);
  EXPECT_NE(Verify(stranger->certificate_pem(), issued->certificate_pem), X509_V_OK);
  const auto kept = Parse(issued->certificate_pem);
  EXPECT_EQ(X509_check_host(kept.get(), "gateway.clearbudget.internal", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(kept.get(), "submission.clearbudget.internal", 0, 0, nullptr), 0);
  EXPECT_EQ(X509_check_ip_asc(kept.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(kept.get(), "127.0.0.2", 0), 0);
}

TEST(Authority, GoesOnFromItsFiles) {
  const auto authority = Authority::Create("internal", kDay);
  const auto key = authority->PrivateKeyPem();
  ASSERT_TRUE(key.ok());
  const auto read = Authority::Read(authority->certificate_pem(), *key);
  ASSERT_TRUE(read.ok()) << read.status();
  const auto issued = read->Issue({.common_name = "x", .validity = kDay});
  ASSERT_TRUE(issued.ok());
  EXPECT_EQ(Verify(authority->certificate_pem(), issued->certificate_pem), X509_V_OK);
  const auto other = Authority::Create("internal", kDay);
  EXPECT_EQ(errors::ReasonOf(Authority::Read(other->certificate_pem(), *key).status()),
            errors::Reason::kConfigurationInvalid);
  const auto whole_seconds = std::chrono::floor<std::chrono::seconds>(kDay.until);
  EXPECT_EQ(authority->EndOf(issued->certificate_pem), whole_seconds);
  EXPECT_EQ(other->EndOf(issued->certificate_pem), std::nullopt);
  EXPECT_EQ(authority->EndOf("no certificate"), std::nullopt);
  EXPECT_FALSE(Authority::Read("", *key).ok());
  EXPECT_FALSE(Authority::Read(authority->certificate_pem(), "").ok());
}

TEST(Authority, ExpiresAndRevokes) {
  const auto authority = Authority::Create("clients", kDay);
  const Validity yesterday{kNow - std::chrono::hours(3), kNow - std::chrono::hours(2)};
  const auto expired = authority->Issue({.common_name = "old", .validity = yesterday});
  const auto revoked = authority->Issue({.common_name = "lost", .validity = kDay});
  const auto kept = authority->Issue({.common_name = "kept", .validity = kDay});
  ASSERT_TRUE(expired.ok() && revoked.ok() && kept.ok());
  EXPECT_EQ(Verify(authority->certificate_pem(), expired->certificate_pem), X509_V_ERR_CERT_HAS_EXPIRED);
  const auto list = authority->RevocationList({revoked->certificate_pem}, kDay);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(Verify(authority->certificate_pem(), revoked->certificate_pem, *list), X509_V_ERR_CERT_REVOKED);
  EXPECT_EQ(Verify(authority->certificate_pem(), kept->certificate_pem, *list), X509_V_OK);
  EXPECT_FALSE(authority->RevocationList({"no certificate"}, kDay).ok());
}

TEST(Authority, RefusesNamesThatNoCertificateHolds) {
  const auto authority = Authority::Create("internal", kDay);
  EXPECT_FALSE(authority->Issue({.common_name = "x", .ip_addresses = {"localhost"}, .validity = kDay}).ok());
  EXPECT_FALSE(authority->Issue({.common_name = std::string(200, 'x'), .validity = kDay}).ok());
}

}  // namespace
}  // namespace clearbudget::certificates
