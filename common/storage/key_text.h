#pragma once

#include <string_view>

namespace clearbudget::storage {

// A text that keys are made of is printable ASCII without blanks, so that byte order is the order of every
// store.
inline bool IsKeyText(std::string_view text) {
  for (const char character : text) {
    if (character < 0x21 || character > 0x7e) return false;
  }
  return !text.empty();
}

}  // namespace clearbudget::storage
