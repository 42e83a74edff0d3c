#include "common/rpc/sealed_page_tokens.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/errors/error.h"

namespace clearbudget::rpc {
namespace {

using CipherPointer = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

int Size(std::string_view text) {
  return static_cast<int>(text.size());
}

absl::Status FileError(const std::string& file, std::string_view what) {
  return errors::WithReason(absl::UnavailableError(file + ": " + std::string(what)),
                            errors::Reason::kStoreUnavailable, {{"name", file}});
}

// Writes a new key; false where the file is there already. The file appears with its key in it or not at all,
// since a process can die at any point.
absl::StatusOr<bool> MakeKey(const std::string& file) {
  unsigned char key[SealedPageTokens::kKeyBytes];
  if (RAND_bytes(key, sizeof(key)) != 1) return FileError(file, "no random numbers");
  const std::string fresh = file + ".new";
  const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return FileError(fresh, "cannot be made");
  const bool written =
      write(descriptor, key, sizeof(key)) == static_cast<ssize_t>(sizeof(key)) && fsync(descriptor) == 0;
  close(descriptor);
  if (!written) return FileError(fresh, "cannot be written");
  const bool linked = link(fresh.c_str(), file.c_str()) == 0;
  const bool present = !linked && errno == EEXIST;
  unlink(fresh.c_str());
  if (!linked && !present) return FileError(file, "cannot be made");
  return linked;
}

absl::StatusOr<std::string> ReadKey(const std::string& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return FileError(file, "cannot be read");
  std::string key(SealedPageTokens::kKeyBytes + 1, '\0');
  const ssize_t size = read(descriptor, key.data(), key.size());
  close(descriptor);
  if (size != static_cast<ssize_t>(SealedPageTokens::kKeyBytes)) {
    return errors::Error(errors::Reason::kConfigurationInvalid,
                         {{"name", file}, {"cause", "it holds no key"}});
  }
  key.resize(SealedPageTokens::kKeyBytes);
  return key;
}

absl::Status Malformed(std::string_view token, std::string_view path) {
  return errors::BadRequest(
      {{std::string(path), std::string(token.substr(0, 80)), errors::Reason::kPageTokenMalformed,
        "同一列表上一页返回的标记", "a token that the page before of the same list ended with"}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<SealedPageTokens>> SealedPageTokens::Open(const std::string& key_file) {
  if (absl::StatusOr<bool> made = MakeKey(key_file); !made.ok()) return made.status();
  absl::StatusOr<std::string> key = ReadKey(key_file);
  if (!key.ok()) return key.status();
  return std::make_unique<SealedPageTokens>(*std::move(key));
}

std::string SealedPageTokens::Seal(std::string_view scope, std::string_view position) const {
  const CipherPointer cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string nonce(kNonceBytes, '\0');
  std::string sealed(position.size(), '\0');
  std::string tag(kTagBytes, '\0');
  int written = 0;
  // This can only fail for want of memory or of random numbers.
  if (cipher == nullptr || RAND_bytes(Bytes(nonce), static_cast<int>(kNonceBytes)) != 1 ||
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(std::string_view(key_)),
                         Bytes(nonce)) != 1 ||
      EVP_EncryptUpdate(cipher.get(), nullptr, &written, Bytes(scope), Size(scope)) != 1 ||
      EVP_EncryptUpdate(cipher.get(), Bytes(sealed), &written, Bytes(position), Size(position)) != 1 ||
      EVP_EncryptFinal_ex(cipher.get(), Bytes(sealed) + written, &written) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(kTagBytes), Bytes(tag)) !=
          1) {
    std::abort();
  }
  const std::string token = nonce + sealed + tag;
  return absl::WebSafeBase64Escape({token.data(), token.size()});
}

absl::StatusOr<std::string> SealedPageTokens::Open(std::string_view scope, std::string_view token,
                                                   std::string_view path) const {
  if (token.empty()) return std::string();
  std::string opened;
  if (!absl::WebSafeBase64Unescape({token.data(), token.size()}, &opened) ||
      opened.size() <= kNonceBytes + kTagBytes) {
    return Malformed(token, path);
  }
  const std::string_view whole = opened;
  const std::string_view sealed = whole.substr(kNonceBytes, whole.size() - kNonceBytes - kTagBytes);
  std::string tag(whole.substr(whole.size() - kTagBytes));
  std::string position(sealed.size(), '\0');
  const CipherPointer cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int written = 0;
  if (cipher == nullptr ||
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(std::string_view(key_)),
                         Bytes(whole)) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &written, Bytes(scope), Size(scope)) != 1 ||
      EVP_DecryptUpdate(cipher.get(), Bytes(position), &written, Bytes(sealed), Size(sealed)) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(kTagBytes), Bytes(tag)) !=
          1 ||
      EVP_DecryptFinal_ex(cipher.get(), Bytes(position) + written, &written) != 1) {
    ERR_clear_error();
    return Malformed(token, path);
  }
  return position;
}

}  // namespace clearbudget::rpc
