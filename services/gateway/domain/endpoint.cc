#include "services/gateway/domain/endpoint.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace clearbudget::gateway {
namespace {

std::optional<unsigned> ParseDecimal(std::string_view text, unsigned max) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > max) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Endpoint> ParseEndpoint(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<unsigned> port = ParseDecimal(text.substr(colon + 1), 65535);
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;
  }
  if (host.empty() || !port) return std::nullopt;
  return Endpoint{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::string EndpointText(const Endpoint& endpoint) {
  const bool is_ipv6 = endpoint.host.find(':') != std::string::npos;
  return fmt::format(fmt::runtime(is_ipv6 ? "[{}]:{}" : "{}:{}"), endpoint.host, endpoint.port);
}

bool IsLoopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  for (int octet = 0; octet < 4; ++octet) {
    const std::size_t dot = host.find('.');
    const std::optional<unsigned> value = ParseDecimal(host.substr(0, dot), 255);
    if (!value || (octet == 0 && *value != 127) || (octet < 3) != (dot != std::string_view::npos))
      return false;
    if (octet < 3) host.remove_prefix(dot + 1);
  }
  return true;
}

}  // namespace clearbudget::gateway
