// The table of the methods that the gateway answers itself.
#pragma once

#include <optional>
#include <string_view>

#include "services/gateway/answers/health_method.h"
#include "services/gateway/answers/local_method.h"
#include "services/gateway/answers/reflection_method.h"
#include "services/gateway/domain/routing_table.h"

namespace clearbudget::gateway {

class LocalMethods {
 public:
  // Without a catalogue there is no reflection.
  LocalMethods(const HealthView& view, const RoutingTable& routes, const ServiceCatalogue* catalogue);

  // True for a service that no backend may be asked for.
  static bool IsLocalService(std::string_view service);

  // Null when the gateway has no such method.
  const LocalMethod* Find(const MethodPath& path) const;

 private:
  HealthMethod health_;
  std::optional<ReflectionMethod> reflection_;
};

}  // namespace clearbudget::gateway
