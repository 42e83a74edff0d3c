// What an operation changed, as the one text that its row keeps and its hash covers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/ports/effect.h"

namespace clearbudget::trail_export {

// {"count":2,"changes":[{"path":"state","before":"DRAFT","after":"SUBMITTED"}, ...]}, without blanks; null
// where there was, or is, no value. Empty for an effect that changed nothing. Changes at the end that would
// make the text longer than this are left out; the number of all is told all the same.
inline constexpr std::size_t kLongestEffectText = 60'000;
std::string EffectText(const ports::Effect& effect);

// Reads exactly what EffectText wrote; none for every other text.
std::optional<ports::Effect> EffectFromText(std::string_view text);

}  // namespace clearbudget::trail_export
