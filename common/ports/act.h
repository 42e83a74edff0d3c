#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/identity/caller.h"

namespace clearbudget::ports {

// Who changes something, by which request. It comes from verified credentials and is never a request field.
struct Act {
  identity::Caller caller;
  std::string client_address;  // As the gateway saw it; empty for a call that did not come through it.
  std::string method;        // "/clearbudget.budget.v1.BudgetService/SubmitBudget"
  std::string request_id;    // Not empty.
  std::string request_hash;  // 32 bytes, over the request without its request_id.
  int64_t time = 0;          // Microseconds since 1970 UTC.
  // When the caller stops waiting.
  std::chrono::system_clock::time_point deadline = std::chrono::system_clock::time_point::max();
  bool validate_only = false;  // True: everything is checked, nothing is stored.
};

}  // namespace clearbudget::ports
