#include "common/testing/test_keys.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <memory>

namespace clearbudget::testing {
namespace {

EVP_PKEY* Make(TestKeyType type) {
  switch (type) {
    case TestKeyType::kEd25519:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case TestKeyType::kEcdsaP256:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    case TestKeyType::kSm2:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2");
    case TestKeyType::kEcdsaP384:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-384");
  }
  return nullptr;
}

std::string TextOf(BIO* bio) {
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(bio, &bytes);
  return std::string(bytes, static_cast<std::size_t>(length));
}

}  // namespace

TestKey MakeTestKey(TestKeyType type) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(Make(type), EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> private_half(BIO_new(BIO_s_mem()), BIO_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> public_half(BIO_new(BIO_s_mem()), BIO_free);
  if (key == nullptr ||
      PEM_write_bio_PrivateKey(private_half.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_PUBKEY(public_half.get(), key.get()) != 1) {
    std::abort();
  }
  return {.private_pem = TextOf(private_half.get()), .public_pem = TextOf(public_half.get())};
}

}  // namespace clearbudget::testing
