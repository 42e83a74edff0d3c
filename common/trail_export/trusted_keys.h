// The keys that an auditor trusts, as he has them in a file or on a command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/trail/note_key.h"

namespace clearbudget::trail_export {

class TrustedKeys {
 public:
  // A public key in PEM, which is trusted for logs of any origin, or verifiers in the text form of signed
  // notes, one a line, each of which is trusted for the log that it names. Errors: TRAIL_KEY_UNUSABLE.
  static absl::StatusOr<TrustedKeys> Parse(std::string_view text);

  // Those for the log of an origin; empty where none is.
  std::vector<trail::NoteVerifier> For(const std::string& origin) const;

 private:
  bool any_origin_ = false;
  std::vector<trail::NoteVerifier> keys_;
};

}  // namespace clearbudget::trail_export
