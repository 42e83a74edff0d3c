// A key as OpenSSL has it. For this folder only: others use NoteSigner and NoteVerifier.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/trail/note_key.h"

namespace clearbudget::trail {

// Never changes, and may be used by several threads at once.
class KeyHandle {
 public:
  // Errors: FAILED_PRECONDITION, TRAIL_KEY_UNUSABLE.
  static absl::StatusOr<std::shared_ptr<const KeyHandle>> FromPrivatePem(std::string_view pem);
  static absl::StatusOr<std::shared_ptr<const KeyHandle>> FromPublicPem(std::string_view pem);
  // `bytes` as PublicBytes writes them.
  static absl::StatusOr<std::shared_ptr<const KeyHandle>> FromPublicBytes(KeyType type,
                                                                          std::string_view bytes);

  ~KeyHandle();
  KeyHandle(const KeyHandle&) = delete;
  KeyHandle& operator=(const KeyHandle&) = delete;

  KeyType type() const { return type_; }

  // The public key as it stands in key ids and in the text form of verifiers: the 32 bytes of RFC 8032; the
  // SubjectPublicKeyInfo of ECDSA in DER; the point of SM2, uncompressed, 65 bytes.
  const std::string& public_bytes() const { return public_bytes_; }
  // The SubjectPublicKeyInfo.
  const std::string& public_pem() const { return public_pem_; }

  absl::StatusOr<std::string> Sign(std::string_view text) const;
  bool Verify(std::string_view text, std::string_view signature) const;

 private:
  struct OpensslKey;
  KeyHandle(KeyType type, std::unique_ptr<OpensslKey> key);

  static absl::StatusOr<std::shared_ptr<const KeyHandle>> Of(std::unique_ptr<OpensslKey> key);

  KeyType type_;
  std::unique_ptr<OpensslKey> key_;
  std::string public_bytes_;
  std::string public_pem_;
};

}  // namespace clearbudget::trail
