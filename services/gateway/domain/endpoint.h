// A network address in the configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearbudget::gateway {

struct Endpoint {
  std::string host;  // an IPv4 or IPv6 address without brackets, or a host name
  std::uint16_t port = 0;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Nothing for anything else.
std::optional<Endpoint> ParseEndpoint(std::string_view text);

// The inverse of ParseEndpoint.
std::string EndpointText(const Endpoint& endpoint);

// True for 127.0.0.0/8, ::1 and "localhost".
bool IsLoopback(std::string_view host);

}  // namespace clearbudget::gateway
