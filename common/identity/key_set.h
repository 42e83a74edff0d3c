// The keys of one issuer by their ids: a JWK Set, RFC 7517.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/identity/public_key.h"

namespace clearbudget::identity {

inline constexpr std::size_t kLongestKeySet = std::size_t{1} << 20U;
inline constexpr std::size_t kMostKeys = 64;

// True for what may stand as a key's id: 1 to 128 letters, digits and characters of "._:=+-". No path and no
// address is made of these alone, and an id is never used as one.
bool IsKeyId(std::string_view id);

// A key that an issuer publishes, until it no longer does.
class IssuerKey {
 public:
  IssuerKey(std::string id, PublicKey key, std::optional<SignatureAlgorithm> only)
      : id_(std::move(id)), key_(std::move(key)), only_(only) {}

  const std::string& id() const { return id_; }
  const PublicKey& key() const { return key_; }
  // The one algorithm that the key is for, where the issuer says so.
  std::optional<SignatureAlgorithm> only() const { return only_; }

  bool Verify(SignatureAlgorithm algorithm, std::string_view text, std::string_view signature) const;

  // True from the time on when the issuer's keys were read and this one was not among them: nothing that it
  // signed holds any longer.
  bool IsWithdrawn() const { return withdrawn_.load(std::memory_order_acquire); }
  void Withdraw() const { withdrawn_.store(true, std::memory_order_release); }

 private:
  std::string id_;
  PublicKey key_;
  std::optional<SignatureAlgorithm> only_;
  mutable std::atomic<bool> withdrawn_ = false;
};

class KeySet {
 public:
  // Keys that are not for signatures, of other types, weak, malformed or without an id are left out, as RFC
  // 7517 section 5 has it: one of them must not take away the others. Errors: CONFIGURATION_INVALID for a
  // text that is no JWK Set, is longer than kLongestKeySet, has more than kMostKeys keys, or two with one id.
  static absl::StatusOr<KeySet> Parse(std::string_view json);

  // The suite's own keys, by their thumbprints.
  static KeySet Of(const std::vector<PublicKey>& keys);

  // Null for an id that is not known.
  std::shared_ptr<const IssuerKey> Find(std::string_view id) const;
  std::size_t size() const { return keys_.size(); }

  // This set comes after the earlier one: keys that stay are the earlier set's objects, and those that are
  // gone are withdrawn.
  void Succeed(const KeySet& earlier);

 private:
  std::map<std::string, std::shared_ptr<const IssuerKey>, std::less<>> keys_;
};

// A JWK Set of the keys, each with its thumbprint as id.
std::string KeySetText(const std::vector<PublicKey>& keys);

// Writes the JWK Set of the keys in PEM files, as a whole, over an earlier file. Errors:
// CONFIGURATION_INVALID.
absl::Status WriteKeySetFile(const std::string& key_set_file,
                             const std::vector<std::string>& public_key_files);

}  // namespace clearbudget::identity
