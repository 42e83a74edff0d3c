// Keys that signatures are checked with.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/signature_algorithm.h"

namespace clearbudget::identity {

enum class KeyType { kRsa, kP256, kEd25519 };

// Immutable; copies share the key. For use by several threads at once.
class PublicKey {
 public:
  // From the raw bytes of the members of a JWK (RFC 7518 section 6, RFC 8037 section 2). None of them makes a
  // key that is weak or malformed: RSA has 2,048 to 8,192 bits and an odd exponent of at least 3, points lie
  // on their curve. Errors: CONFIGURATION_INVALID with the cause.
  static absl::StatusOr<PublicKey> FromRsa(std::string_view modulus, std::string_view exponent);
  static absl::StatusOr<PublicKey> FromP256(std::string_view x, std::string_view y);
  static absl::StatusOr<PublicKey> FromEd25519(std::string_view x);

  // Every public key of a PEM text, in order; text between the keys is skipped. Errors: CONFIGURATION_INVALID
  // where there is none, or one that is not of these types, is weak or malformed.
  static absl::StatusOr<std::vector<PublicKey>> FromPem(std::string_view pem);

  KeyType type() const;

  // False also where the algorithm does not fit the key.
  bool Verify(SignatureAlgorithm algorithm, std::string_view text, std::string_view signature) const;

  // The key's thumbprint of RFC 7638 with SHA-256 in base64url: 43 characters. The suite's own keys are known
  // by it.
  const std::string& thumbprint() const;

  // The members of the JWK that make the key, in the order of the thumbprint: `"crv":"Ed25519",...`.
  const std::string& jwk_members() const;

 private:
  struct Key;
  static absl::StatusOr<PublicKey> Made(std::unique_ptr<Key> key);
  explicit PublicKey(std::shared_ptr<const Key> key);

  std::shared_ptr<const Key> key_;
};

}  // namespace clearbudget::identity
