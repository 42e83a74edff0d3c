// Keys that sign notes and verify them. A key has a name, which for logs is the log's origin.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clearbudget::trail {

// The signature types of https://c2sp.org/signed-note; the bytes that stand for them there:
enum class KeyType {
  kEd25519,    // 0x01: over the text itself
  kEcdsaP256,  // 0x02, as transparency-dev/witness has it: ECDSA with SHA-256, signature in DER
  // 0xff and "clearbudget/sm2-with-sm3/v1", since no byte is assigned to it: SM2 with SM3 (GB/T 32918,
  // 32905), user id "1234567812345678", signature in DER.
  kSm2,
};

class KeyHandle;  // wraps OpenSSL's key

class NoteVerifier {
 public:
  // `pem` holds a PUBLIC KEY. Errors: FAILED_PRECONDITION, TRAIL_KEY_UNUSABLE: not a key, of no type above,
  // or a name that notes cannot hold (empty, blanks, plus, control characters).
  static absl::StatusOr<NoteVerifier> FromPem(std::string name, std::string_view pem);

  // The text form of a verifier: name+key id in 8 hexadecimal digits+base64 of type and key. Errors: as
  // FromPem, also for a key id that is not that of the key.
  static absl::StatusOr<NoteVerifier> FromText(std::string_view text);

  const std::string& name() const { return name_; }
  std::uint32_t key_id() const { return key_id_; }
  KeyType type() const;

  // The same key under another name, and so with another key id. Errors: as FromPem for the name.
  absl::StatusOr<NoteVerifier> Named(std::string name) const;

  // Name and id tell which key made a signature; this tells whether it did.
  [[nodiscard]] bool Verify(std::string_view text, std::string_view signature) const;

  std::string ToText() const;
  std::string ToPem() const;

 private:
  friend class NoteSigner;
  NoteVerifier(std::string name, std::shared_ptr<const KeyHandle> key);

  std::string name_;
  std::uint32_t key_id_ = 0;
  std::shared_ptr<const KeyHandle> key_;
};

// May be used by several threads at once.
class NoteSigner {
 public:
  // `pem` holds a PRIVATE KEY without a passphrase. Errors: as NoteVerifier::FromPem; neither message nor
  // metadata hold anything of the key.
  static absl::StatusOr<NoteSigner> FromPem(std::string name, std::string_view pem);

  // The same from a file. Errors besides: TRAIL_KEY_UNUSABLE for a file that cannot be read.
  static absl::StatusOr<NoteSigner> FromFile(std::string name, const std::string& path);

  absl::StatusOr<NoteSigner> Named(std::string name) const;

  const NoteVerifier& verifier() const { return verifier_; }

  // Errors: INTERNAL where OpenSSL cannot sign.
  absl::StatusOr<std::string> Sign(std::string_view text) const;

 private:
  explicit NoteSigner(NoteVerifier verifier) : verifier_(std::move(verifier)) {}

  NoteVerifier verifier_;  // whose key has its private half
};

}  // namespace clearbudget::trail
