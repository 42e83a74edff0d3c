#include "common/trail/note.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "common/trail/base64.h"
#include "common/trail/note_text.h"

namespace clearbudget::trail {
namespace {

constexpr std::string_view kLineStart = "\u2014 ";
constexpr std::size_t kKeyIdBytes = 4;

absl::Status Malformed(std::string_view cause) {
  return errors::Error(errors::Reason::kNoteMalformed, {{"cause", std::string(cause)}});
}

// A line without its newline.
absl::StatusOr<NoteSignature> ParseSignature(std::string_view line) {
  if (!line.starts_with(kLineStart)) return Malformed("a line of signatures begins otherwise");
  line.remove_prefix(kLineStart.size());
  const std::size_t name_end = line.find(' ');
  if (name_end == std::string_view::npos) return Malformed("a signature has no name");
  NoteSignature signature;
  signature.name = line.substr(0, name_end);
  if (!IsKeyName(signature.name)) return Malformed("a signature has no name");
  const std::optional<std::string> bytes = FromBase64(line.substr(name_end + 1));
  if (!bytes.has_value()) return Malformed("a signature is not base64");
  if (bytes->size() <= kKeyIdBytes) return Malformed("a signature is too short");
  for (std::size_t index = 0; index < kKeyIdBytes; ++index) {
    signature.key_id = signature.key_id << 8 | static_cast<unsigned char>((*bytes)[index]);
  }
  signature.signature = bytes->substr(kKeyIdBytes);
  return signature;
}

std::string WriteSignature(const NoteSignature& signature) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(signature.key_id >> shift & 0xff));
  }
  bytes.append(signature.signature);
  std::string line(kLineStart);
  line.append(signature.name).append(" ").append(ToBase64(bytes)).append("\n");
  return line;
}

const NoteVerifier* FindTrusted(const NoteSignature& signature, std::span<const NoteVerifier> trusted) {
  for (const NoteVerifier& verifier : trusted) {
    if (verifier.key_id() == signature.key_id && verifier.name() == signature.name) return &verifier;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<Note> ParseNote(std::string_view bytes) {
  if (bytes.size() > kLargestNoteBytes) return Malformed("longer than 1 MiB");
  if (!IsNoteText(bytes)) return Malformed("not UTF-8, or with control characters");
  // The last empty line ends the text, which may hold empty lines itself.
  const std::size_t end = bytes.rfind("\n\n");
  if (end == std::string_view::npos) return Malformed("no empty line before the signatures");
  Note note{.text = std::string(bytes.substr(0, end + 1)), .signatures = {}};
  std::string_view lines = bytes.substr(end + 2);
  if (lines.empty()) return Malformed("no signatures");
  while (!lines.empty()) {
    const std::size_t line_end = lines.find('\n');
    if (line_end == std::string_view::npos) return Malformed("the last line has no end");
    if (note.signatures.size() == kMostSignatures) return Malformed("too many signatures");
    absl::StatusOr<NoteSignature> signature = ParseSignature(lines.substr(0, line_end));
    if (!signature.ok()) return signature.status();
    note.signatures.push_back(*std::move(signature));
    lines.remove_prefix(line_end + 1);
  }
  return note;
}

absl::StatusOr<std::string> WriteNote(const Note& note) {
  std::string bytes = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) bytes.append(WriteSignature(signature));
  // One description of the format: what cannot be read back is not written.
  const absl::StatusOr<Note> read = ParseNote(bytes);
  if (read.ok() && *read == note) return bytes;
  return errors::WithReason(absl::InternalError("the signed note format cannot hold this"),
                            errors::Reason::kInternal);
}

absl::StatusOr<std::string> SignNote(std::string_view text, std::span<const NoteSigner> signers) {
  Note note{.text = std::string(text), .signatures = {}};
  for (const NoteSigner& signer : signers) {
    absl::StatusOr<std::string> signature = signer.Sign(text);
    if (!signature.ok()) return signature.status();
    note.signatures.push_back({.name = signer.verifier().name(),
                               .key_id = signer.verifier().key_id(),
                               .signature = *std::move(signature)});
  }
  return WriteNote(note);
}

absl::StatusOr<std::string> OpenNote(std::string_view bytes, std::span<const NoteVerifier> trusted) {
  absl::StatusOr<Note> note = ParseNote(bytes);
  if (!note.ok()) return note.status();
  bool holds = false;
  for (const NoteSignature& signature : note->signatures) {
    const NoteVerifier* verifier = FindTrusted(signature, trusted);
    if (verifier == nullptr) continue;
    if (!verifier->Verify(note->text, signature.signature)) {
      return errors::Error(errors::Reason::kSignatureInvalid, {{"name", signature.name}});
    }
    holds = true;
  }
  if (!holds) return errors::Error(errors::Reason::kSignatureInvalid);
  return std::move(note->text);
}

}  // namespace clearbudget::trail
