#include "common/rpc/sealed_page_tokens.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/errors/error.h"

namespace clearbudget::rpc {
namespace {

constexpr size_t kSealBytes = 16;

absl::Status FileError(const std::string& file, std::string_view what) {
  return errors::WithReason(absl::UnavailableError(file + ": " + std::string(what)),
                            errors::Reason::kStoreUnavailable, {{"name", file}});
}

// Writes a new key; false where the file is there already. The file appears with its key in it or not at all, since a
// process can die at any point.
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

std::string SealedPageTokens::SealOf(std::string_view scope, std::string_view position) const {
  // The scope's length comes first, so that no other scope and position give the same text.
  std::string text = std::to_string(scope.size());
  text.append(":").append(scope).append(position);
  unsigned char seal[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), seal, &size);
  return std::string(reinterpret_cast<const char*>(seal), kSealBytes);
}

std::string SealedPageTokens::Seal(std::string_view scope, std::string_view position) const {
  std::string token = SealOf(scope, position);
  token.append(position);
  return absl::WebSafeBase64Escape({token.data(), token.size()});
}

absl::StatusOr<std::string> SealedPageTokens::Open(std::string_view scope, std::string_view token,
                                                   std::string_view path) const {
  if (token.empty()) return std::string();
  std::string opened;
  if (!absl::WebSafeBase64Unescape({token.data(), token.size()}, &opened) || opened.size() <= kSealBytes) {
    return Malformed(token, path);
  }
  std::string position = opened.substr(kSealBytes);
  const std::string seal = SealOf(scope, position);
  if (CRYPTO_memcmp(seal.data(), opened.data(), kSealBytes) != 0) return Malformed(token, path);
  return position;
}

}  // namespace clearbudget::rpc
