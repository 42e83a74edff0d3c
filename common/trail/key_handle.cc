#include "common/trail/key_handle.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "common/errors/error.h"

namespace clearbudget::trail {
namespace {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* handle) const {
    Free(handle);
  }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;

// The user id that GM/T 0009 gives to keys that have none of their own.
constexpr std::string_view kSm2UserId = "1234567812345678";

absl::Status Unusable(std::string_view cause) {
  ERR_clear_error();
  return errors::Error(errors::Reason::kTrailKeyUnusable, {{"cause", std::string(cause)}});
}

const unsigned char* BytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A key with a passphrase is refused; without this OpenSSL would ask for it on the terminal.
int NoPassphrase(char*, int, int, void*) {
  return -1;
}

std::optional<KeyType> TypeOf(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyType::kEd25519;
  if (EVP_PKEY_is_a(key, "SM2") == 1) return KeyType::kSm2;
  std::array<char, 32> group{};
  if (EVP_PKEY_is_a(key, "EC") == 1 &&
      EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
      std::string_view(group.data()) == "prime256v1") {
    return KeyType::kEcdsaP256;
  }
  return std::nullopt;
}

std::string DerOf(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  const int length = i2d_PUBKEY(key, &bytes);
  std::string der;
  if (length > 0) der.assign(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return der;
}

std::string RawOf(EVP_PKEY* key) {
  std::array<unsigned char, 32> bytes{};
  std::size_t length = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key, bytes.data(), &length) != 1) return {};
  return std::string(reinterpret_cast<const char*>(bytes.data()), length);
}

// Built from the coordinates, since the key may hold its point compressed.
std::string PointOf(EVP_PKEY* key) {
  std::string point = "\4";
  for (const char* coordinate : {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y}) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, coordinate, &number) != 1) return {};
    std::array<unsigned char, 32> bytes{};
    const int length = BN_bn2binpad(number, bytes.data(), static_cast<int>(bytes.size()));
    BN_free(number);
    if (length != static_cast<int>(bytes.size())) return {};
    point.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  return point;
}

std::string PublicPemOf(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PUBKEY(bio.get(), key) != 1) return {};
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &bytes);
  return std::string(bytes, static_cast<std::size_t>(length));
}

EVP_PKEY* Sm2KeyOf(std::string_view point) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  std::string group = "SM2";
  std::string bytes(point);
  std::array<OSSL_PARAM, 3> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  if (context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) return nullptr;
  return key;
}

EVP_PKEY* PublicKeyOf(KeyType type, std::string_view bytes) {
  switch (type) {
    case KeyType::kEd25519:
      return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, BytesOf(bytes), bytes.size());
    case KeyType::kEcdsaP256: {
      const unsigned char* end = BytesOf(bytes);
      return d2i_PUBKEY(nullptr, &end, static_cast<long>(bytes.size()));
    }
    case KeyType::kSm2:
      return Sm2KeyOf(bytes);
  }
  return nullptr;
}

const char* DigestNameOf(KeyType type) {
  switch (type) {
    case KeyType::kEd25519:
      return nullptr;  // it signs the text itself
    case KeyType::kEcdsaP256:
      return "SHA256";
    case KeyType::kSm2:
      return "SM3";
  }
  return nullptr;
}

// The parameters of a signature operation: SM2 hashes its user id before the text.
class SignatureParameters {
 public:
  explicit SignatureParameters(KeyType type) {
    if (type == KeyType::kSm2) {
      parameters_[0] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, id_.data(), id_.size());
    }
  }
  const OSSL_PARAM* data() const { return parameters_.data(); }

 private:
  std::string id_{kSm2UserId};
  std::array<OSSL_PARAM, 2> parameters_ = {OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
};

}  // namespace

struct KeyHandle::OpensslKey {
  explicit OpensslKey(EVP_PKEY* key) : handle(key) {}
  ~OpensslKey() { EVP_PKEY_free(handle); }
  OpensslKey(const OpensslKey&) = delete;
  OpensslKey& operator=(const OpensslKey&) = delete;

  EVP_PKEY* handle;
};

KeyHandle::KeyHandle(KeyType type, std::unique_ptr<OpensslKey> key) : type_(type), key_(std::move(key)) {
  EVP_PKEY* handle = key_->handle;
  public_bytes_ = type_ == KeyType::kEd25519     ? RawOf(handle)
                  : type_ == KeyType::kEcdsaP256 ? DerOf(handle)
                                                 : PointOf(handle);
  public_pem_ = PublicPemOf(handle);
}

KeyHandle::~KeyHandle() = default;

absl::StatusOr<std::shared_ptr<const KeyHandle>> KeyHandle::Of(std::unique_ptr<OpensslKey> key) {
  if (key->handle == nullptr) return Unusable("not a key in PEM without a passphrase");
  const std::optional<KeyType> type = TypeOf(key->handle);
  if (!type.has_value()) return Unusable("neither Ed25519, nor ECDSA P-256, nor SM2");
  std::shared_ptr<const KeyHandle> handle(new KeyHandle(*type, std::move(key)));
  if (handle->public_bytes_.empty() || handle->public_pem_.empty()) return Unusable("no public key");
  return handle;
}

absl::StatusOr<std::shared_ptr<const KeyHandle>> KeyHandle::FromPrivatePem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Of(std::make_unique<OpensslKey>(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr)));
}

absl::StatusOr<std::shared_ptr<const KeyHandle>> KeyHandle::FromPublicPem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Of(std::make_unique<OpensslKey>(PEM_read_bio_PUBKEY(bio.get(), nullptr, NoPassphrase, nullptr)));
}

absl::StatusOr<std::shared_ptr<const KeyHandle>> KeyHandle::FromPublicBytes(KeyType type,
                                                                            std::string_view bytes) {
  auto handle = Of(std::make_unique<OpensslKey>(PublicKeyOf(type, bytes)));
  if (!handle.ok()) return handle;
  // A key has one spelling, so that one key has one id.
  if ((*handle)->type() != type || (*handle)->public_bytes() != bytes) return Unusable("not a public key");
  return handle;
}

absl::StatusOr<std::string> KeyHandle::Sign(std::string_view text) const {
  const DigestContext context(EVP_MD_CTX_new());
  const SignatureParameters parameters(type_);
  std::size_t length = 0;
  std::string signature;
  bool signed_text = context != nullptr &&
                     EVP_DigestSignInit_ex(context.get(), nullptr, DigestNameOf(type_), nullptr, nullptr,
                                           key_->handle, parameters.data()) == 1 &&
                     EVP_DigestSign(context.get(), nullptr, &length, BytesOf(text), text.size()) == 1;
  if (signed_text) {
    signature.resize(length);
    signed_text = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                                 BytesOf(text), text.size()) == 1;
    signature.resize(length);
  }
  if (signed_text) return signature;
  ERR_clear_error();
  return errors::WithReason(absl::InternalError("OpenSSL cannot sign with the trail's key"),
                            errors::Reason::kInternal);
}

bool KeyHandle::Verify(std::string_view text, std::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const SignatureParameters parameters(type_);
  const bool holds =
      context != nullptr &&
      EVP_DigestVerifyInit_ex(context.get(), nullptr, DigestNameOf(type_), nullptr, nullptr, key_->handle,
                              parameters.data()) == 1 &&
      EVP_DigestVerify(context.get(), BytesOf(signature), signature.size(), BytesOf(text), text.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace clearbudget::trail
