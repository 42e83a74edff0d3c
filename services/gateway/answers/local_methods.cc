#include "services/gateway/answers/local_methods.h"

namespace clearbudget::gateway {
namespace {

constexpr std::string_view kHealth = "grpc.health.v1.Health";
constexpr std::string_view kReflection = "grpc.reflection.v1.ServerReflection";
constexpr std::string_view kReflectionAlpha = "grpc.reflection.v1alpha.ServerReflection";

}  // namespace

LocalMethods::LocalMethods(const HealthView& view, const RoutingTable& routes,
                           const ServiceCatalogue* catalogue)
    : health_(view, routes, catalogue) {
  if (catalogue != nullptr) reflection_.emplace(*catalogue);
}

bool LocalMethods::IsLocalService(std::string_view service) {
  return service.starts_with("grpc.");
}

const LocalMethod* LocalMethods::Find(const MethodPath& path) const {
  if (path.service == kHealth && path.method == "Check") return &health_;
  const bool is_reflection = path.service == kReflection || path.service == kReflectionAlpha;
  if (is_reflection && path.method == "ServerReflectionInfo" && reflection_) return &*reflection_;
  return nullptr;
}

}  // namespace clearbudget::gateway
