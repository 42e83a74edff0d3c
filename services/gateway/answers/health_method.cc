#include "services/gateway/answers/health_method.h"

#include <cstdint>

#include "services/gateway/domain/wire_format.h"

namespace clearbudget::gateway {
namespace {

constexpr std::uint32_t kServiceField = 1;
constexpr std::uint32_t kStatusField = 1;
constexpr std::uint64_t kServing = 1;
constexpr std::uint64_t kNotServing = 2;

}  // namespace

HealthMethod::HealthMethod(const HealthView& view, const RoutingTable& routes,
                           const ServiceCatalogue* catalogue)
    : view_(view), routes_(routes), catalogue_(catalogue) {}

std::optional<bool> HealthMethod::IsServing(std::string_view service) const {
  if (service.empty()) {
    for (std::size_t backend = 0; backend < view_.BackendCount(); ++backend) {
      if (view_.Serving(backend)) return !view_.Draining();
    }
    return false;
  }
  const std::optional<std::size_t> backend = routes_.FindBackend(service);
  const bool declared = catalogue_ == nullptr || catalogue_->HasService(service);
  if (!backend || !declared) return std::nullopt;
  return view_.Serving(*backend) && !view_.Draining();
}

std::optional<Refusal> HealthMethod::Answer(std::string_view request, std::string& response) const {
  std::string_view service;
  WireReader reader(request);
  while (const std::optional<WireField> field = reader.Next()) {
    if (field->number == kServiceField) service = field->bytes;
  }
  if (!reader.ok()) return RefuseMessage("grpc.health.v1.HealthCheckRequest");
  const std::optional<bool> serving = IsServing(service);
  if (!serving) return RefuseUnknownService(service);
  WireWriter answer;
  answer.Varint(kStatusField, *serving ? kServing : kNotServing);
  response = answer.bytes();
  return std::nullopt;
}

}  // namespace clearbudget::gateway
