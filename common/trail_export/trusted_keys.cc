#include "common/trail_export/trusted_keys.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace clearbudget::trail_export {

absl::StatusOr<TrustedKeys> TrustedKeys::Parse(std::string_view text) {
  TrustedKeys trusted;
  if (text.find("-----BEGIN") != std::string_view::npos) {
    // Any name will do: For gives the key that of the log.
    absl::StatusOr<trail::NoteVerifier> key = trail::NoteVerifier::FromPem("clearbudget", text);
    if (!key.ok()) return key.status();
    trusted.any_origin_ = true;
    trusted.keys_.push_back(*std::move(key));
    return trusted;
  }
  for (absl::string_view line : absl::StrSplit(absl::string_view(text.data(), text.size()), '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty()) continue;
    absl::StatusOr<trail::NoteVerifier> key =
        trail::NoteVerifier::FromText(std::string_view(line.data(), line.size()));
    if (!key.ok()) return key.status();
    trusted.keys_.push_back(*std::move(key));
  }
  if (trusted.keys_.empty()) return trail::NoteVerifier::FromText(text).status();
  return trusted;
}

std::vector<trail::NoteVerifier> TrustedKeys::For(const std::string& origin) const {
  std::vector<trail::NoteVerifier> found;
  for (const trail::NoteVerifier& key : keys_) {
    if (any_origin_) {
      absl::StatusOr<trail::NoteVerifier> named = key.Named(origin);
      if (named.ok()) found.push_back(*std::move(named));
    } else if (key.name() == origin) {
      found.push_back(key);
    }
  }
  return found;
}

}  // namespace clearbudget::trail_export
