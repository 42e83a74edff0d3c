#include "common/identity/key_set.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/strict_json.h"
#include "common/identity/watched_file.h"
#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

constexpr std::size_t kLongestPemFile = std::size_t{64} * 1024;

absl::Status Unusable(std::string cause) {
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", "keys"}, {"cause", std::move(cause)}});
}

// None where the member is absent or no base64url.
std::optional<std::string> BytesOf(const JsonObject& jwk, std::string_view name) {
  const std::optional<std::string> text = jwk.Text(name);
  return text.has_value() ? DecodeBase64Url(*text) : std::nullopt;
}

std::optional<PublicKey> Usable(absl::StatusOr<PublicKey> key) {
  if (!key.ok()) return std::nullopt;
  return *std::move(key);
}

std::optional<PublicKey> ReadKey(const JsonObject& jwk) {
  const std::string type = jwk.Text("kty").value_or("");
  const std::string curve = jwk.Text("crv").value_or("");
  const auto x = BytesOf(jwk, "x");
  const auto y = BytesOf(jwk, "y");
  if (type == "RSA") {
    const auto n = BytesOf(jwk, "n");
    const auto e = BytesOf(jwk, "e");
    return n.has_value() && e.has_value() ? Usable(PublicKey::FromRsa(*n, *e)) : std::nullopt;
  }
  if (type == "EC" && curve == "P-256" && x.has_value() && y.has_value()) {
    return Usable(PublicKey::FromP256(*x, *y));
  }
  if (type == "OKP" && curve == "Ed25519" && x.has_value()) return Usable(PublicKey::FromEd25519(*x));
  return std::nullopt;
}

// A key whose private part is published is nobody's.
bool IsForSignatures(const JsonObject& jwk) {
  if (jwk.Has("d")) return false;
  if (jwk.Has("use") && jwk.Text("use") != "sig") return false;
  if (!jwk.Has("key_ops")) return true;
  const std::vector<std::string> operations = jwk.Texts("key_ops").value_or(std::vector<std::string>());
  return std::find(operations.begin(), operations.end(), "verify") != operations.end();
}

// Null for a key that is left out.
std::shared_ptr<const IssuerKey> ReadIssuerKey(const JsonObject& jwk, const std::string& id) {
  if (!IsForSignatures(jwk)) return nullptr;
  std::optional<SignatureAlgorithm> only;
  if (jwk.Has("alg")) {
    only = SignatureAlgorithmFromName(jwk.Text("alg").value_or(""));
    if (!only.has_value()) return nullptr;
  }
  std::optional<PublicKey> key = ReadKey(jwk);
  if (!key.has_value()) return nullptr;
  return std::make_shared<const IssuerKey>(id, *std::move(key), only);
}

}  // namespace

bool IsKeyId(std::string_view id) {
  constexpr std::size_t kLongest = 128;
  return !id.empty() && id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("._:=+-").find(c) != std::string_view::npos;
  });
}

bool IssuerKey::Verify(SignatureAlgorithm algorithm, std::string_view text,
                       std::string_view signature) const {
  if (only_.has_value() && *only_ != algorithm) return false;
  return key_.Verify(algorithm, text, signature);
}

KeySet KeySet::Of(const std::vector<PublicKey>& keys) {
  KeySet set;
  for (const PublicKey& key : keys) {
    set.keys_.emplace(key.thumbprint(),
                      std::make_shared<const IssuerKey>(key.thumbprint(), key, std::nullopt));
  }
  return set;
}

absl::StatusOr<KeySet> KeySet::Parse(std::string_view json) {
  const std::optional<JsonObject> document = JsonObject::Parse(json, kLongestKeySet);
  if (!document.has_value()) return Unusable("the text is no strict JSON object, or longer than 1 MiB");
  const auto keys = document->Objects("keys");
  if (!keys.has_value()) return Unusable("there is no list `keys`");
  if (keys->size() > kMostKeys) return Unusable(fmt::format("there are more than {} keys", kMostKeys));
  KeySet set;
  std::set<std::string> seen;
  for (const JsonObject& jwk : *keys) {
    const std::string id = jwk.Text("kid").value_or("");
    if (!IsKeyId(id)) continue;
    // One that is left out counts too: what it hides could be meant instead.
    if (!seen.insert(id).second) return Unusable("two keys have the same `kid`");
    if (auto key = ReadIssuerKey(jwk, id)) set.keys_.emplace(id, std::move(key));
  }
  return set;
}

std::shared_ptr<const IssuerKey> KeySet::Find(std::string_view id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : found->second;
}

void KeySet::Succeed(const KeySet& earlier) {
  for (const auto& [id, old] : earlier.keys_) {
    const auto found = keys_.find(id);
    const bool stays = found != keys_.end() && found->second->only() == old->only() &&
                       found->second->key().thumbprint() == old->key().thumbprint();
    if (stays) {
      found->second = old;
    } else {
      old->Withdraw();
    }
  }
}

std::string KeySetText(const std::vector<PublicKey>& keys) {
  std::string text = R"({"keys":[)";
  for (const PublicKey& key : keys) {
    if (text.back() != '[') text += ',';
    text += fmt::format(R"({{{},"kid":{},"use":"sig"}})", key.jwk_members(), JsonQuoted(key.thumbprint()));
  }
  return text + "]}\n";
}

absl::Status WriteKeySetFile(const std::string& key_set_file,
                             const std::vector<std::string>& public_key_files) {
  std::vector<PublicKey> keys;
  for (const std::string& file : public_key_files) {
    const auto pem = ReadSmallFile(file, kLongestPemFile);
    if (!pem.ok()) return pem.status();
    const auto read = PublicKey::FromPem(*pem);
    if (!read.ok()) {
      return errors::Error(errors::Reason::kConfigurationInvalid,
                           {{"name", file}, {"cause", errors::MetadataOf(read.status())["cause"]}});
    }
    keys.insert(keys.end(), read->begin(), read->end());
  }
  const std::string fresh = fmt::format("{}.{}.new", key_set_file, getpid());
  std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
  stream << KeySetText(keys);
  stream.close();
  if (stream.fail() || std::rename(fresh.c_str(), key_set_file.c_str()) != 0) {
    unlink(fresh.c_str());
    return errors::Error(errors::Reason::kConfigurationInvalid,
                         {{"name", key_set_file}, {"cause", "cannot be written"}});
  }
  return absl::OkStatus();
}

}  // namespace clearbudget::identity
