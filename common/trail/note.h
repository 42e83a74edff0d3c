// Signed notes: https://c2sp.org/signed-note. A text, an empty line, and lines of signatures.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/trail/note_key.h"

namespace clearbudget::trail {

// More than these are refused before anything is verified.
inline constexpr std::size_t kLargestNoteBytes = 1024 * 1024;
inline constexpr std::size_t kMostSignatures = 64;

struct NoteSignature {
  std::string name;  // of the key
  std::uint32_t key_id = 0;
  std::string signature;  // raw bytes

  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  // with its last newline; this is what is signed
  std::vector<NoteSignature> signatures;

  bool operator==(const Note&) const = default;
};

// Strict: what it accepts is byte for byte what WriteNote writes of the result. Errors: INVALID_ARGUMENT,
// NOTE_MALFORMED.
absl::StatusOr<Note> ParseNote(std::string_view bytes);

// Errors: INTERNAL for a note that the format cannot hold.
absl::StatusOr<std::string> WriteNote(const Note& note);

// The text as a note with one signature of each key. Errors: as WriteNote; INTERNAL where OpenSSL cannot
// sign.
absl::StatusOr<std::string> SignNote(std::string_view text, std::span<const NoteSigner> signers);

// The note's text. Signatures of keys that are not trusted are passed over; every signature of a trusted key
// must hold, and there must be one. Errors: INVALID_ARGUMENT, NOTE_MALFORMED; DATA_LOSS, SIGNATURE_INVALID.
absl::StatusOr<std::string> OpenNote(std::string_view bytes, std::span<const NoteVerifier> trusted);

}  // namespace clearbudget::trail
