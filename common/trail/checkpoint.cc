#include "common/trail/checkpoint.h"

#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/trail/base64.h"
#include "common/trail/note.h"
#include "common/trail/note_text.h"

namespace clearbudget::trail {
namespace {

absl::Status Malformed(std::string_view cause) {
  return errors::Error(errors::Reason::kNoteMalformed, {{"cause", std::string(cause)}});
}

// Absent where the text does not go on with a line that is ended and not empty.
std::optional<std::string_view> TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// Digits without a sign and without leading zeros.
std::optional<std::int64_t> SizeOf(std::string_view digits) {
  const bool leads_with_digit = !digits.empty() && digits.front() >= '0' && digits.front() <= '9';
  if (!leads_with_digit || (digits.front() == '0' && digits.size() > 1)) return std::nullopt;
  std::int64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return size;
}

}  // namespace

absl::StatusOr<std::string> WriteCheckpoint(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.tree_size) + "\n" +
                     ToBase64(checkpoint.root_hash) + "\n";
  for (const std::string& extension : checkpoint.extensions) text.append(extension).append("\n");
  const absl::StatusOr<Checkpoint> read = ParseCheckpoint(text);
  if (read.ok() && *read == checkpoint) return text;
  return errors::WithReason(absl::InternalError("the checkpoint format cannot hold this"),
                            errors::Reason::kInternal);
}

absl::StatusOr<Checkpoint> ParseCheckpoint(std::string_view text) {
  if (!IsNoteText(text)) return Malformed("not UTF-8, or with control characters");
  Checkpoint checkpoint;
  const std::optional<std::string_view> origin = TakeLine(text);
  if (!origin.has_value()) return Malformed("no origin");
  checkpoint.origin = *origin;
  const std::optional<std::string_view> digits = TakeLine(text);
  const std::optional<std::int64_t> size = digits.has_value() ? SizeOf(*digits) : std::nullopt;
  if (!size.has_value()) return Malformed("the tree size is no number");
  checkpoint.tree_size = *size;
  const std::optional<std::string_view> root = TakeLine(text);
  std::optional<std::string> root_hash = root.has_value() ? FromBase64(*root) : std::nullopt;
  if (!root_hash.has_value() || root_hash->size() != digest::kDigestBytes) {
    return Malformed("the root is no hash in base64");
  }
  checkpoint.root_hash = *std::move(root_hash);
  while (!text.empty()) {
    const std::optional<std::string_view> extension = TakeLine(text);
    if (!extension.has_value()) return Malformed("an empty or unended line");
    checkpoint.extensions.emplace_back(*extension);
  }
  return checkpoint;
}

absl::StatusOr<std::string> SignCheckpoint(const Checkpoint& checkpoint, const NoteSigner& signer) {
  const absl::StatusOr<std::string> text = WriteCheckpoint(checkpoint);
  if (!text.ok()) return text.status();
  return SignNote(*text, std::span(&signer, 1));
}

absl::StatusOr<Checkpoint> OpenCheckpoint(std::string_view note, std::string_view origin,
                                          std::span<const NoteVerifier> trusted) {
  const absl::StatusOr<std::string> text = OpenNote(note, trusted);
  if (!text.ok()) return text.status();
  absl::StatusOr<Checkpoint> checkpoint = ParseCheckpoint(*text);
  if (!checkpoint.ok()) return checkpoint;
  if (!origin.empty() && checkpoint->origin != origin) return Malformed("of another log");
  return checkpoint;
}

}  // namespace clearbudget::trail
