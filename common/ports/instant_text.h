#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::ports {

// Microseconds since 1970 UTC as RFC 3339, always with six places: 2020-01-31T08:00:00.000000Z. Years 1970 to
// 9999.
std::string InstantText(int64_t microseconds);

// Reads what InstantText writes.
std::optional<int64_t> MicrosecondsFromText(std::string_view text);

}  // namespace clearbudget::ports
