// The suite's own keys: Ed25519 in PEM files.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/identity/public_key.h"

namespace clearbudget::identity {

// Writes a new key pair. The private key's file is for its owner only (mode 0600). Errors: ALREADY_EXISTS
// where one of the files exists, so that no key in use is lost; CONFIGURATION_INVALID where a file cannot be
// written.
absl::Status GenerateKeys(const std::string& private_key_file, const std::string& public_key_file);

// Immutable; for use by several threads at once.
class SigningKey {
 public:
  // Errors: CONFIGURATION_INVALID for a file that cannot be read, that others than its owner may read, or
  // that holds no Ed25519 private key.
  static absl::StatusOr<std::unique_ptr<SigningKey>> Load(const std::string& file);
  ~SigningKey();

  // 64 bytes.
  std::string Sign(std::string_view text) const;

  const PublicKey& public_key() const { return public_key_; }

  // A compact JWS (RFC 7515) over the claims, with the header's `typ` as given and the thumbprint as `kid`.
  std::string SignToken(std::string_view type, std::string_view claims) const;

 private:
  struct Key;
  SigningKey(std::unique_ptr<Key> key, PublicKey public_key);

  std::unique_ptr<Key> key_;
  PublicKey public_key_;
};

}  // namespace clearbudget::identity
