// Which backend serves which gRPC service.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::gateway {

// A route: a package prefix ending in '.', such as "clearbudget.budget.v1.", or the full name of one service.
struct Route {
  std::string services;
  std::size_t backend = 0;  // index into the list of backends
};

// The two names in the path of a gRPC call.
struct MethodPath {
  std::string_view service;  // "clearbudget.budget.v1.BudgetService"
  std::string_view method;   // "GetBudget"
};

// Splits "/package.Service/Method". Nothing when the path does not have exactly that form.
std::optional<MethodPath> ParseMethodPath(std::string_view path);

class RoutingTable {
 public:
  // False for a prefix that is empty or stands there twice.
  bool Add(Route route);

  // The backend of a service by its full name. The longest matching route wins.
  std::optional<std::size_t> FindBackend(std::string_view service) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;  // longest prefix first
};

}  // namespace clearbudget::gateway
