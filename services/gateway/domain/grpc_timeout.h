// The grpc-timeout field: one to eight digits and a unit.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::gateway {

// Reads "250m", "10S", "1H" (units H M S m u n). Nothing when the text does not have that form.
// The greatest value, 99,999,999 hours, exceeds what nanoseconds hold and is read as one hundred years.
std::optional<std::chrono::nanoseconds> ParseGrpcTimeout(std::string_view text);

// Writes a timeout in milliseconds, rounded up; at most eight digits, so at most 99,999,999 ms (27 hours).
std::string FormatGrpcTimeout(std::chrono::nanoseconds timeout);

}  // namespace clearbudget::gateway
