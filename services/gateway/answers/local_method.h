// A method that the gateway answers itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/domain/refusal.h"

namespace clearbudget::gateway {

class LocalMethod {
 public:
  virtual ~LocalMethod() = default;

  // Answers one request message; fills `response` or says why not.
  virtual std::optional<Refusal> Answer(std::string_view request, std::string& response) const = 0;

  // True: any number of messages each way, one answer to each. False: one each way.
  virtual bool streams() const = 0;
};

}  // namespace clearbudget::gateway
