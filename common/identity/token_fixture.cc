#include "common/identity/token_fixture.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "common/identity/base64url.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

void Require(bool done) {
  if (done) return;
  std::fprintf(stderr, "a test's key failed\n");
  std::abort();
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string SideBySide(const std::string& der) {
  const unsigned char* data = Bytes(der);
  ECDSA_SIG* numbers = d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size()));
  Require(numbers != nullptr);
  std::string bytes(64, '\0');
  auto* into = reinterpret_cast<unsigned char*>(bytes.data());
  Require(BN_bn2binpad(ECDSA_SIG_get0_r(numbers), into, 32) == 32);
  Require(BN_bn2binpad(ECDSA_SIG_get0_s(numbers), into + 32, 32) == 32);
  ECDSA_SIG_free(numbers);
  return bytes;
}

}  // namespace

struct TestKey::Key {
  explicit Key(EVP_PKEY* made) : key(made) { Require(key != nullptr); }
  ~Key() { EVP_PKEY_free(key); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  EVP_PKEY* key;
};

TestKey::TestKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}

TestKey TestKey::Rsa(int bits) {
  return TestKey(std::make_shared<const Key>(EVP_RSA_gen(static_cast<unsigned int>(bits))));
}

TestKey TestKey::P256() {
  return TestKey(std::make_shared<const Key>(EVP_EC_gen("P-256")));
}

TestKey TestKey::Ed25519() {
  return TestKey(std::make_shared<const Key>(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")));
}

std::string TestKey::PublicPem() const {
  BIO* bio = BIO_new(BIO_s_mem());
  Require(PEM_write_bio_PUBKEY(bio, key_->key) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string pem(data, static_cast<std::size_t>(size));
  BIO_free_all(bio);
  return pem;
}

PublicKey TestKey::Public() const {
  return PublicKey::FromPem(PublicPem())->front();
}

std::string TestKey::Sign(std::string_view text, bool pss) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* options = nullptr;
  const bool is_edwards = EVP_PKEY_get_base_id(key_->key) == EVP_PKEY_ED25519;
  Require(EVP_DigestSignInit(context, &options, is_edwards ? nullptr : EVP_sha256(), nullptr, key_->key) ==
          1);
  if (pss) {
    Require(EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1);
    Require(EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1);
  }
  std::size_t size = 0;
  Require(EVP_DigestSign(context, nullptr, &size, Bytes(text), text.size()) == 1);
  std::string signature(size, '\0');
  auto* into = reinterpret_cast<unsigned char*>(signature.data());
  Require(EVP_DigestSign(context, into, &size, Bytes(text), text.size()) == 1);
  signature.resize(size);
  EVP_MD_CTX_free(context);
  return EVP_PKEY_get_base_id(key_->key) == EVP_PKEY_EC ? SideBySide(signature) : signature;
}

std::string TestKey::Jwk(std::string_view kid, std::string_view more) const {
  return fmt::format(R"({{{},"kid":"{}"{}}})", Public().jwk_members(), kid, more);
}

std::string TestKey::Token(std::string_view header, std::string_view claims, bool pss) const {
  const std::string part = EncodeBase64Url(header) + "." + EncodeBase64Url(claims);
  return part + "." + EncodeBase64Url(Sign(part, pss));
}

std::string HmacSha256(std::string_view secret, std::string_view text) {
  std::string code(32, '\0');
  unsigned int size = 0;
  Require(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), Bytes(text), text.size(),
               reinterpret_cast<unsigned char*>(code.data()), &size) != nullptr);
  return code;
}

Caller Clerk() {
  return {.subject = "clerk-1",
          .person = "张三",
          .agency = "regions/130303/agencies/101",
          .roles = {"unit_preparer", "publisher"},
          .region = "regions/130303"};
}

}  // namespace clearbudget::identity
