// Server reflection, v1 and v1alpha: the two differ in their package only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/adapters/service_catalogue.h"
#include "services/gateway/answers/local_method.h"

namespace clearbudget::gateway {

// ServerReflectionInfo over the contracts of the catalogue. A question about something unknown is answered
// with an error message in the stream, as the protocol has it; the stream goes on.
class ReflectionMethod final : public LocalMethod {
 public:
  explicit ReflectionMethod(const ServiceCatalogue& catalogue) : catalogue_(catalogue) {}

  std::optional<Refusal> Answer(std::string_view request, std::string& response) const override;
  bool streams() const override { return true; }

 private:
  const ServiceCatalogue& catalogue_;
};

}  // namespace clearbudget::gateway
