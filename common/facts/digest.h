// Digests of what a record states, over its canonical form. They do not change when a contract gains a field
// that the record does not state.
#pragma once

#include <string>
#include <string_view>

#include "common/facts/record.h"

namespace clearbudget::facts {

struct Digests {
  std::string sha256;  // "cb1:sha256:" and 64 lower-case hexadecimal digits.
  std::string sm3;     // "cb1:sm3:" and 64 lower-case hexadecimal digits; the national hash, GB/T 32905.

  bool operator==(const Digests&) const = default;
};

Digests DigestsOf(const Record& record);

// True for a text of one of the two forms above.
bool IsDigest(std::string_view text);

}  // namespace clearbudget::facts
