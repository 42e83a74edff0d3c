// Callers of a development or demonstration installation: compact JWTs signed with Ed25519 by the
// command-line client. Not for production, where an identity provider signs.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "common/rpc/caller.h"
#include "common/rpc/token_keys.h"

namespace clearbudget::rpc {

inline constexpr std::string_view kTokenIssuer = "clearbudget-development";
inline constexpr std::string_view kTokenAudience = "clearbudget";
inline constexpr std::chrono::hours kLongestTokenLife{24};
inline constexpr std::size_t kLongestToken = 8 * 1024;

// Writes a new key pair as PEM. The private key's file is for its owner only (mode 0600). Errors:
// ALREADY_EXISTS where one of the files exists, so that no key in use is lost; UNAVAILABLE where a file
// cannot be written.
absl::Status GenerateTokenKeys(const std::string& private_key_file, const std::string& public_key_file);

class TokenSigner {
 public:
  // Errors: NOT_FOUND, FAILED_PRECONDITION for a file that is no Ed25519 private key or that others may read.
  static absl::StatusOr<std::unique_ptr<TokenSigner>> Load(const std::string& private_key_file,
                                                           const ports::Clock& clock);
  ~TokenSigner();

  // Errors: INVALID_ARGUMENT for a caller whose subject or roles are missing or malformed, or whose agency
  // lies outside of its region, and for a life that is not positive or longer than kLongestTokenLife.
  absl::StatusOr<std::string> Sign(const Caller& caller, std::chrono::seconds life) const;

 private:
  TokenSigner(std::unique_ptr<SigningKey> key, const ports::Clock& clock);

  std::unique_ptr<SigningKey> key_;
  const ports::Clock& clock_;
};

class DevelopmentTokenVerifier final : public CallerVerifier {
 public:
  // Errors: NOT_FOUND; FAILED_PRECONDITION for a file that is no Ed25519 public key.
  static absl::StatusOr<std::unique_ptr<DevelopmentTokenVerifier>> Load(const std::string& public_key_file,
                                                                        const ports::Clock& clock);
  ~DevelopmentTokenVerifier() override;

  // A token that was accepted is remembered by its SHA-256 until it expires, since a signature costs 0.1 ms.
  absl::StatusOr<Caller> Verify(std::string_view token) override;

 private:
  class Cache;
  DevelopmentTokenVerifier(std::unique_ptr<VerifyingKey> key, const ports::Clock& clock);

  absl::StatusOr<Caller> VerifyAnew(std::string_view token, ports::Instant now, const std::string& digest);

  std::unique_ptr<VerifyingKey> key_;
  std::unique_ptr<Cache> cache_;
  const ports::Clock& clock_;
};

}  // namespace clearbudget::rpc
