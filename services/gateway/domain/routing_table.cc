#include "services/gateway/domain/routing_table.h"

#include <algorithm>
#include <utility>

namespace clearbudget::gateway {

std::optional<MethodPath> ParseMethodPath(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  path.remove_prefix(1);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  const MethodPath parts{path.substr(0, slash), path.substr(slash + 1)};
  if (parts.method.empty() || parts.method.find('/') != std::string_view::npos) return std::nullopt;
  return parts;
}

bool RoutingTable::Add(Route route) {
  const auto same = [&route](const Route& other) { return other.services == route.services; };
  if (route.services.empty() || std::any_of(routes_.begin(), routes_.end(), same)) return false;
  const auto longer = [](const Route& a, const Route& b) { return a.services.size() > b.services.size(); };
  routes_.insert(std::upper_bound(routes_.begin(), routes_.end(), route, longer), std::move(route));
  return true;
}

std::optional<std::size_t> RoutingTable::FindBackend(std::string_view service) const {
  for (const Route& route : routes_) {
    const bool is_prefix = route.services.back() == '.';
    if (is_prefix ? service.starts_with(route.services) : service == route.services) return route.backend;
  }
  return std::nullopt;
}

}  // namespace clearbudget::gateway
