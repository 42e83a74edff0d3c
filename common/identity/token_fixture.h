// Keys and tokens of invented issuers, for tests: whatever an attacker or a mistaken provider could sign.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/identity/public_key.h"

namespace clearbudget::identity {

class TestKey {
 public:
  // Each call makes another key; RSA is slow, so that keep it.
  static TestKey Rsa(int bits = 2048);
  static TestKey P256();
  static TestKey Ed25519();

  std::string PublicPem() const;
  PublicKey Public() const;

  // As RS256, PS256, ES256 or EdDSA would sign, whichever fits the key; PS256 must be asked for.
  std::string Sign(std::string_view text, bool pss = false) const;

  // The JWK with its `kid`, and other members such as `,"use":"sig"`.
  std::string Jwk(std::string_view kid, std::string_view more = "") const;

  // A compact JWS with a good signature over whatever is given.
  std::string Token(std::string_view header, std::string_view claims, bool pss = false) const;

 private:
  struct Key;
  explicit TestKey(std::shared_ptr<const Key> key);
  std::shared_ptr<const Key> key_;
};

// HMAC with SHA-256, as HS256 signs.
std::string HmacSha256(std::string_view secret, std::string_view text);

// A caller of an agency.
Caller Clerk();

}  // namespace clearbudget::identity
