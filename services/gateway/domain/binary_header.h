// The text form of `-bin` metadata.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace clearbudget::gateway {

// Splits the value of a `-bin` field at its commas and checks that every piece is standard base64, padded or
// not, without spare bits. The pieces come back without padding. Nothing when one piece is not base64.
// gRPC's own server closes the whole connection on such a value, so it must never be passed on.
std::optional<std::vector<std::string_view>> SplitBinaryHeader(std::string_view value);

}  // namespace clearbudget::gateway
