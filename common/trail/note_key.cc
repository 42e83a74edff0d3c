#include "common/trail/note_key.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/trail/base64.h"
#include "common/trail/key_handle.h"
#include "common/trail/note_text.h"

namespace clearbudget::trail {
namespace {

absl::Status Unusable(std::string_view name, std::string_view cause) {
  return errors::Error(errors::Reason::kTrailKeyUnusable,
                       {{"name", std::string(name)}, {"cause", std::string(cause)}});
}

absl::Status CheckName(std::string_view name) {
  if (IsKeyName(name)) return absl::OkStatus();
  return Unusable("", "a name without blanks, plus and control characters is needed");
}

// In key ids and before the key in the text form.
std::string_view IdentifierOf(KeyType type) {
  switch (type) {
    case KeyType::kEd25519:
      return "\x01";
    case KeyType::kEcdsaP256:
      return "\x02";
    case KeyType::kSm2:
      // Split, since the letter behind it would be read as one more hexadecimal digit.
      return "\xff"
             "clearbudget/sm2-with-sm3/v1";
  }
  return {};
}

std::uint32_t KeyIdOf(std::string_view name, const KeyHandle& key) {
  // ECDSA is the exception of the specification: its key id is of the key alone.
  const std::string digest =
      key.type() == KeyType::kEcdsaP256
          ? digest::Sha256(key.public_bytes())
          : digest::Sha256(fmt::format("{}\n{}{}", name, IdentifierOf(key.type()), key.public_bytes()));
  std::uint32_t id = 0;
  for (int index = 0; index < 4; ++index) id = id << 8 | static_cast<unsigned char>(digest[index]);
  return id;
}

std::optional<KeyType> TakeIdentifier(std::string_view& bytes) {
  for (const KeyType type : {KeyType::kEd25519, KeyType::kEcdsaP256, KeyType::kSm2}) {
    if (!bytes.starts_with(IdentifierOf(type))) continue;
    bytes.remove_prefix(IdentifierOf(type).size());
    return type;
  }
  return std::nullopt;
}

}  // namespace

NoteVerifier::NoteVerifier(std::string name, std::shared_ptr<const KeyHandle> key)
    : name_(std::move(name)), key_id_(KeyIdOf(name_, *key)), key_(std::move(key)) {}

absl::StatusOr<NoteVerifier> NoteVerifier::FromPem(std::string name, std::string_view pem) {
  if (absl::Status status = CheckName(name); !status.ok()) return status;
  auto key = KeyHandle::FromPublicPem(pem);
  if (!key.ok()) return key.status();
  return NoteVerifier(std::move(name), *std::move(key));
}

absl::StatusOr<NoteVerifier> NoteVerifier::FromText(std::string_view text) {
  const std::size_t name_end = text.find('+');
  if (name_end == std::string_view::npos) return Unusable("", "not a verifier's text: name+id+key");
  const std::string_view name = text.substr(0, name_end);
  if (absl::Status status = CheckName(name); !status.ok()) return status;
  const std::size_t id_end = text.find('+', name_end + 1);
  const std::optional<std::string> bytes =
      id_end == std::string_view::npos ? std::nullopt : FromBase64(text.substr(id_end + 1));
  if (!bytes.has_value()) return Unusable(name, "not a verifier's text: name+id+key");

  std::string_view key_bytes = *bytes;
  const std::optional<KeyType> type = TakeIdentifier(key_bytes);
  if (!type.has_value()) return Unusable(name, "a key of an unknown type");
  auto key = KeyHandle::FromPublicBytes(*type, key_bytes);
  if (!key.ok()) return key.status();
  NoteVerifier verifier(std::string(name), *std::move(key));
  if (verifier.ToText() != text) return Unusable(name, "the key id is not that of the key");
  return verifier;
}

KeyType NoteVerifier::type() const {
  return key_->type();
}

absl::StatusOr<NoteVerifier> NoteVerifier::Named(std::string name) const {
  if (absl::Status status = CheckName(name); !status.ok()) return status;
  return NoteVerifier(std::move(name), key_);
}

bool NoteVerifier::Verify(std::string_view text, std::string_view signature) const {
  return key_->Verify(text, signature);
}

std::string NoteVerifier::ToText() const {
  std::string bytes(IdentifierOf(key_->type()));
  bytes.append(key_->public_bytes());
  return fmt::format("{}+{:08x}+{}", name_, key_id_, ToBase64(bytes));
}

std::string NoteVerifier::ToPem() const {
  return key_->public_pem();
}

absl::StatusOr<NoteSigner> NoteSigner::FromPem(std::string name, std::string_view pem) {
  if (absl::Status status = CheckName(name); !status.ok()) return status;
  auto key = KeyHandle::FromPrivatePem(pem);
  if (!key.ok()) return key.status();
  return NoteSigner(NoteVerifier(std::move(name), *std::move(key)));
}

absl::StatusOr<NoteSigner> NoteSigner::FromFile(std::string name, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string pem((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) return Unusable(path, "the file cannot be read");
  auto signer = FromPem(std::move(name), pem);
  if (signer.ok()) return signer;
  errors::Metadata metadata = errors::MetadataOf(signer.status());
  metadata["name"] = path;
  return errors::Error(errors::Reason::kTrailKeyUnusable, std::move(metadata));
}

absl::StatusOr<NoteSigner> NoteSigner::Named(std::string name) const {
  auto verifier = verifier_.Named(std::move(name));
  if (!verifier.ok()) return verifier.status();
  return NoteSigner(*std::move(verifier));
}

absl::StatusOr<std::string> NoteSigner::Sign(std::string_view text) const {
  return verifier_.key_->Sign(text);
}

}  // namespace clearbudget::trail
