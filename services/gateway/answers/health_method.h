// grpc.health.v1.Health/Check of the gateway and of every service behind it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/adapters/service_catalogue.h"
#include "services/gateway/answers/local_method.h"
#include "services/gateway/domain/routing_table.h"

namespace clearbudget::gateway {

// What the gateway knows of its own state and its backends'.
class HealthView {
 public:
  virtual ~HealthView() = default;
  virtual bool Draining() const = 0;
  virtual std::size_t BackendCount() const = 0;
  virtual bool Serving(std::size_t backend) const = 0;
};

// "" stands for the gateway: SERVING while it takes calls and at least one backend serves, since what one
// backend offers must stay reachable when another is away. A service is SERVING when its backend is. All are
// NOT_SERVING while the gateway drains. A name that is neither routed nor, with a catalogue, declared is
// NOT_FOUND.
class HealthMethod final : public LocalMethod {
 public:
  // `catalogue` may be null: then every routed name counts as declared.
  HealthMethod(const HealthView& view, const RoutingTable& routes, const ServiceCatalogue* catalogue);

  std::optional<Refusal> Answer(std::string_view request, std::string& response) const override;
  bool streams() const override { return false; }

 private:
  // Nothing for an unknown service.
  std::optional<bool> IsServing(std::string_view service) const;

  const HealthView& view_;
  const RoutingTable& routes_;
  const ServiceCatalogue* catalogue_;
};

}  // namespace clearbudget::gateway
