// Ed25519 keys in PEM files.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clearbudget::rpc {

// Writes a new key pair. The private key's file is for its owner only (mode 0600). Errors: ALREADY_EXISTS
// where one of the files exists, so that no key in use is lost; CONFIGURATION_INVALID where a file cannot be
// written.
absl::Status GenerateTokenKeys(const std::string& private_key_file, const std::string& public_key_file);

class SigningKey {
 public:
  // Errors: CONFIGURATION_INVALID for a file that cannot be read, that others than its owner may read, or
  // that holds no Ed25519 private key.
  static absl::StatusOr<std::unique_ptr<SigningKey>> Load(const std::string& file);
  ~SigningKey();

  // 64 bytes.
  std::string Sign(std::string_view text) const;

 private:
  struct Key;
  explicit SigningKey(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

class VerifyingKey {
 public:
  // Errors: CONFIGURATION_INVALID for a file that cannot be read or that holds no Ed25519 public key.
  static absl::StatusOr<std::unique_ptr<VerifyingKey>> Load(const std::string& file);
  ~VerifyingKey();

  bool Verify(std::string_view text, std::string_view signature) const;

 private:
  struct Key;
  explicit VerifyingKey(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

}  // namespace clearbudget::rpc
