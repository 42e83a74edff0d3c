#include "common/identity/signing_key.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/strict_json.h"
#include "common/identity/watched_file.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

using errors::Reason;
using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using DigestPointer = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kPublicKeyBytes = 32;
constexpr std::size_t kLongestKeyFile = std::size_t{64} * 1024;

absl::Status Unusable(const std::string& file, std::string_view cause) {
  return errors::Error(Reason::kConfigurationInvalid, {{"name", file}, {"cause", std::string(cause)}});
}

std::string Contents(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<std::size_t>(size));
}

// A new file; one that exists is left as it is.
absl::Status WriteNewFile(const std::string& file, std::string_view text, mode_t mode) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0 && errno == EEXIST) return errors::Error(Reason::kAlreadyExists, {{"name", file}});
  if (descriptor < 0) return Unusable(file, "cannot be written");
  // A PEM file fits into one write.
  const bool whole = write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (close(descriptor) == 0 && whole) return absl::OkStatus();
  unlink(file.c_str());
  return Unusable(file, "cannot be written");
}

// A file with a password is refused rather than asked for on a terminal.
int NoPassword(char*, int, int, void*) {
  return -1;
}

}  // namespace

struct SigningKey::Key {
  KeyPointer key;
};

absl::Status GenerateKeys(const std::string& private_key_file, const std::string& public_key_file) {
  EVP_PKEY* made = nullptr;
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nullptr), EVP_PKEY_CTX_free);
  if (context == nullptr || EVP_PKEY_keygen_init(context.get()) != 1 ||
      EVP_PKEY_keygen(context.get(), &made) != 1) {
    return errors::Error(Reason::kInternal);
  }
  const KeyPointer key(made, EVP_PKEY_free);
  const BioPointer private_pem(BIO_new(BIO_s_mem()), BIO_free_all);
  const BioPointer public_pem(BIO_new(BIO_s_mem()), BIO_free_all);
  if (PEM_write_bio_PrivateKey(private_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_PUBKEY(public_pem.get(), key.get()) != 1) {
    return errors::Error(Reason::kInternal);
  }
  if (absl::Status status = WriteNewFile(public_key_file, Contents(public_pem.get()), 0644); !status.ok()) {
    return status;
  }
  absl::Status status = WriteNewFile(private_key_file, Contents(private_pem.get()), 0600);
  if (!status.ok()) unlink(public_key_file.c_str());
  return status;
}

SigningKey::SigningKey(std::unique_ptr<Key> key, PublicKey public_key)
    : key_(std::move(key)), public_key_(std::move(public_key)) {}
SigningKey::~SigningKey() = default;

absl::StatusOr<std::unique_ptr<SigningKey>> SigningKey::Load(const std::string& file) {
  struct stat about {};
  const absl::StatusOr<std::string> text = ReadSmallFile(file, kLongestKeyFile);
  if (!text.ok()) return text.status();
  if (stat(file.c_str(), &about) != 0) return Unusable(file, "cannot be read");
  if ((about.st_mode & 077) != 0)
    return Unusable(file, "may be read by others than its owner; its mode must be 0600");
  const BioPointer bio(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())), BIO_free_all);
  KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr), EVP_PKEY_free);
  ERR_clear_error();
  std::string raw(kPublicKeyBytes, '\0');
  std::size_t size = raw.size();
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(raw.data()), &size) != 1) {
    return Unusable(file, "holds no Ed25519 private key");
  }
  absl::StatusOr<PublicKey> public_key = PublicKey::FromEd25519(raw);
  if (!public_key.ok()) return public_key.status();
  return std::unique_ptr<SigningKey>(
      new SigningKey(std::make_unique<Key>(Key{std::move(key)}), *std::move(public_key)));
}

std::string SigningKey::Sign(std::string_view text) const {
  const DigestPointer context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  // With a key that was loaded this can only fail for want of memory.
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1) {
    std::abort();
  }
  return signature;
}

std::string SigningKey::SignToken(std::string_view type, std::string_view claims) const {
  const std::string header = fmt::format(R"({{"alg":"EdDSA","kid":{},"typ":{}}})",
                                         JsonQuoted(public_key_.thumbprint()), JsonQuoted(type));
  const std::string signed_part = fmt::format("{}.{}", EncodeBase64Url(header), EncodeBase64Url(claims));
  return fmt::format("{}.{}", signed_part, EncodeBase64Url(Sign(signed_part)));
}

}  // namespace clearbudget::identity
