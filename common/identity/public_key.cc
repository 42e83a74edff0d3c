#include "common/identity/public_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr std::size_t kEd25519Bytes = 32;
constexpr int kFewestModulusBits = 2048;
constexpr std::size_t kMostModulusBytes = 8192 / 8;
constexpr std::size_t kMostExponentBytes = 8;

template <auto Free>
struct Freeing {
  template <typename T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using PKey = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using PKeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freeing<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freeing<OSSL_PARAM_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>>;
using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;

absl::Status Unusable(std::string_view cause) {
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "key"}, {"cause", std::string(cause)}});
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number NumberOf(std::string_view bytes) {
  return Number(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

// Null where OpenSSL does not take the parameters for a key of this type.
PKey Build(const char* type, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const PKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return PKey(key);
}

bool IsSoundExponent(std::string_view exponent) {
  if (exponent.empty() || exponent.size() > kMostExponentBytes || exponent.front() == 0) return false;
  const auto last = static_cast<unsigned char>(exponent.back());
  return last % 2 == 1 && (exponent.size() > 1 || last >= 3);
}

// The bytes of one of the numbers that make a key, at least so many.
std::optional<std::string> NumberBytes(EVP_PKEY* key, const char* name, std::size_t fewest) {
  BIGNUM* read = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &read) != 1) return std::nullopt;
  const Number number(read);
  std::string bytes(std::max(fewest, static_cast<std::size_t>(BN_num_bytes(read))), '\0');
  const int size = static_cast<int>(bytes.size());
  if (BN_bn2binpad(read, reinterpret_cast<unsigned char*>(bytes.data()), size) != size) return std::nullopt;
  return bytes;
}

bool IsOnP256(EVP_PKEY* key) {
  char group[32] = {};
  return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof(group), nullptr) ==
             1 &&
         std::string_view(group) == SN_X9_62_prime256v1;
}

// A key is read into its members and made of them, so that one place says which keys there are.
absl::StatusOr<PublicKey> FromForeign(EVP_PKEY* key) {
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) {
    const auto n = NumberBytes(key, OSSL_PKEY_PARAM_RSA_N, 0);
    const auto e = NumberBytes(key, OSSL_PKEY_PARAM_RSA_E, 0);
    if (n.has_value() && e.has_value()) return PublicKey::FromRsa(*n, *e);
  }
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && IsOnP256(key)) {
    const auto x = NumberBytes(key, OSSL_PKEY_PARAM_EC_PUB_X, kCoordinateBytes);
    const auto y = NumberBytes(key, OSSL_PKEY_PARAM_EC_PUB_Y, kCoordinateBytes);
    if (x.has_value() && y.has_value()) return PublicKey::FromP256(*x, *y);
  }
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519) {
    std::string x(kEd25519Bytes, '\0');
    std::size_t size = x.size();
    if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(x.data()), &size) == 1) {
      return PublicKey::FromEd25519(x);
    }
  }
  return Unusable("it is no RSA, P-256 or Ed25519 key");
}

// ECDSA signatures of tokens are the two numbers side by side; OpenSSL wants them in DER.
std::optional<std::string> DerOf(std::string_view signature) {
  if (signature.size() != 2 * kCoordinateBytes) return std::nullopt;
  const EcSignature numbers(ECDSA_SIG_new());
  Number r = NumberOf(signature.substr(0, kCoordinateBytes));
  Number s = NumberOf(signature.substr(kCoordinateBytes));
  if (numbers == nullptr || r == nullptr || s == nullptr) return std::nullopt;
  if (ECDSA_SIG_set0(numbers.get(), r.get(), s.get()) != 1) return std::nullopt;
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  if (size <= 0) return std::nullopt;
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

// The padding of PS256, RFC 7518 section 3.5: MGF1 with SHA-256, and a salt of its length.
bool SetPssPadding(EVP_PKEY_CTX* context) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

KeyType TypeFor(SignatureAlgorithm algorithm) {
  if (algorithm == SignatureAlgorithm::kEdDsa) return KeyType::kEd25519;
  return algorithm == SignatureAlgorithm::kEs256 ? KeyType::kP256 : KeyType::kRsa;
}

}  // namespace

struct PublicKey::Key {
  KeyType type;
  PKey key;
  std::string jwk_members;
  std::string thumbprint = {};
};

PublicKey::PublicKey(std::shared_ptr<const Key> key) : key_(std::move(key)) {}

absl::StatusOr<PublicKey> PublicKey::Made(std::unique_ptr<Key> key) {
  if (key->key == nullptr) return Unusable("its numbers make no key");
  key->thumbprint = EncodeBase64Url(digest::Sha256("{" + key->jwk_members + "}"));
  return PublicKey(std::shared_ptr<const Key>(std::move(key)));
}

absl::StatusOr<PublicKey> PublicKey::FromRsa(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > kMostModulusBytes) return Unusable("the RSA key has more than 8192 bits");
  if (!IsSoundExponent(exponent)) return Unusable("an RSA exponent is odd, at least 3 and below 2^64");
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  const Number n = NumberOf(modulus);
  const Number e = NumberOf(exponent);
  if (n == nullptr || BN_num_bits(n.get()) < kFewestModulusBits || modulus.front() == 0) {
    return Unusable("the RSA key has less than 2048 bits, or zeros before them");
  }
  if (builder == nullptr || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return errors::Error(errors::Reason::kInternal);
  }
  return Made(std::make_unique<Key>(
      Key{.type = KeyType::kRsa,
          .key = Build("RSA", builder.get()),
          .jwk_members = fmt::format(R"("e":"{}","kty":"RSA","n":"{}")", EncodeBase64Url(exponent),
                                     EncodeBase64Url(modulus))}));
}

absl::StatusOr<PublicKey> PublicKey::FromP256(std::string_view x, std::string_view y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) {
    return Unusable("coordinates on P-256 have 32 bytes");
  }
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  const std::string point = fmt::format("\x04{}{}", x, y);
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) !=
          1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
          1) {
    return errors::Error(errors::Reason::kInternal);
  }
  PKey key = Build("EC", builder.get());
  const PKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  if (context == nullptr || EVP_PKEY_public_check(context.get()) != 1) key = nullptr;
  return Made(
      std::make_unique<Key>(Key{.type = KeyType::kP256,
                                .key = std::move(key),
                                .jwk_members = fmt::format(R"("crv":"P-256","kty":"EC","x":"{}","y":"{}")",
                                                           EncodeBase64Url(x), EncodeBase64Url(y))}));
}

absl::StatusOr<PublicKey> PublicKey::FromEd25519(std::string_view x) {
  if (x.size() != kEd25519Bytes) return Unusable("an Ed25519 key has 32 bytes");
  return Made(std::make_unique<Key>(
      Key{.type = KeyType::kEd25519,
          .key = PKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(x), x.size())),
          .jwk_members = fmt::format(R"("crv":"Ed25519","kty":"OKP","x":"{}")", EncodeBase64Url(x))}));
}

absl::StatusOr<std::vector<PublicKey>> PublicKey::FromPem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<PublicKey> keys;
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  while (PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
    const bool is_public_key = std::string_view(name) == PEM_STRING_PUBLIC;
    const unsigned char* end = data;
    const PKey key(is_public_key ? d2i_PUBKEY(nullptr, &end, size) : nullptr);
    const bool whole = key != nullptr && end == data + size;
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<std::size_t>(size));
    if (!whole) return Unusable("a PEM block is no public key");
    absl::StatusOr<PublicKey> made = FromForeign(key.get());
    if (!made.ok()) return made.status();
    keys.push_back(*std::move(made));
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!at_end) return Unusable("a PEM block is malformed");
  if (keys.empty()) return Unusable("there is no public key in PEM form");
  return keys;
}

KeyType PublicKey::type() const {
  return key_->type;
}

bool PublicKey::Verify(SignatureAlgorithm algorithm, std::string_view text,
                       std::string_view signature) const {
  if (TypeFor(algorithm) != key_->type) return false;
  std::optional<std::string> der;
  if (algorithm == SignatureAlgorithm::kEs256) {
    der = DerOf(signature);
    if (!der.has_value()) return false;
    signature = *der;
  }
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;
  const EVP_MD* method = algorithm == SignatureAlgorithm::kEdDsa ? nullptr : EVP_sha256();
  const bool holds =
      context != nullptr &&
      EVP_DigestVerifyInit(context.get(), &options, method, nullptr, key_->key.get()) == 1 &&
      (algorithm != SignatureAlgorithm::kPs256 || SetPssPadding(options)) &&
      EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(text), text.size()) == 1;
  // What OpenSSL noted of a refusal would otherwise be found by whatever this thread does next with it.
  if (!holds) ERR_clear_error();
  return holds;
}

const std::string& PublicKey::thumbprint() const {
  return key_->thumbprint;
}

const std::string& PublicKey::jwk_members() const {
  return key_->jwk_members;
}

}  // namespace clearbudget::identity
