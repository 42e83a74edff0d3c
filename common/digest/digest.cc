#include "common/digest/digest.h"

#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>

namespace clearbudget::digest {
namespace {

// A digest that OpenSSL cannot compute is a broken installation; going on would store wrong digests.
void Require(bool done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "OpenSSL failed: %s\n", what);
  std::abort();
}

EVP_MD* Fetch(const char* name) {
  EVP_MD* method = EVP_MD_fetch(nullptr, name, nullptr);
  Require(method != nullptr, name);
  return method;
}

// Fetched once: a fetch costs more than the digest of a short text.
const EVP_MD* MethodOf(Algorithm algorithm) {
  static const EVP_MD* const sha256 = Fetch("SHA256");
  static const EVP_MD* const sm3 = Fetch("SM3");
  return algorithm == Algorithm::kSha256 ? sha256 : sm3;
}

}  // namespace

std::string Of(Algorithm algorithm, std::string_view bytes) {
  std::string result(kDigestBytes, '\0');
  unsigned int length = 0;
  const int done = EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(result.data()),
                              &length, MethodOf(algorithm), nullptr);
  Require(done == 1 && length == kDigestBytes, "EVP_Digest");
  return result;
}

std::string_view NameOf(Algorithm algorithm) {
  return algorithm == Algorithm::kSha256 ? "sha256" : "sm3";
}

std::optional<Algorithm> AlgorithmNamed(std::string_view name) {
  for (const Algorithm algorithm : {Algorithm::kSha256, Algorithm::kSm3}) {
    if (name == NameOf(algorithm)) return algorithm;
  }
  return std::nullopt;
}

struct Hasher::Context {
  EVP_MD_CTX* handle = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(handle); }
};

Hasher::Hasher(Algorithm algorithm) : algorithm_(algorithm), context_(std::make_unique<Context>()) {
  Require(context_->handle != nullptr, "EVP_MD_CTX_new");
  Require(EVP_DigestInit_ex2(context_->handle, MethodOf(algorithm_), nullptr) == 1, "EVP_DigestInit_ex2");
}

Hasher::~Hasher() = default;

void Hasher::Update(std::string_view bytes) {
  Require(EVP_DigestUpdate(context_->handle, bytes.data(), bytes.size()) == 1, "EVP_DigestUpdate");
}

std::string Hasher::Finish() {
  std::string result(kDigestBytes, '\0');
  unsigned int length = 0;
  const int done =
      EVP_DigestFinal_ex(context_->handle, reinterpret_cast<unsigned char*>(result.data()), &length);
  Require(done == 1 && length == kDigestBytes, "EVP_DigestFinal_ex");
  Require(EVP_DigestInit_ex2(context_->handle, MethodOf(algorithm_), nullptr) == 1, "EVP_DigestInit_ex2");
  return result;
}

std::string Sha256(std::string_view bytes) {
  return Of(Algorithm::kSha256, bytes);
}

std::string Sm3(std::string_view bytes) {
  return Of(Algorithm::kSm3, bytes);
}

std::string Sha256Hex(std::string_view bytes) {
  return ToHex(Sha256(bytes));
}

std::string Sm3Hex(std::string_view bytes) {
  return ToHex(Sm3(bytes));
}

std::string ToHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4];
    text += kDigits[value & 0x0f];
  }
  return text;
}

}  // namespace clearbudget::digest
