// The gateway's word to a service about who calls: a compact JWS (RFC 7515) with EdDSA and a type of its own,
// so that no token of an issuer passes for one. It is for one service, and holds for at most a minute.
#pragma once

#include <chrono>
#include <string_view>

namespace clearbudget::identity {

inline constexpr std::string_view kAssertionType = "clearbudget-assertion+jwt";
inline constexpr std::string_view kAssertionIssuer = "clearbudget-gateway";
inline constexpr std::chrono::seconds kAssertionLife{60};

}  // namespace clearbudget::identity
