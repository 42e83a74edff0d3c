// What a handler knows of the call that it serves.
#pragma once

#include <string>

#include "common/identity/caller.h"
#include "common/ports/call_limits.h"
#include "common/ports/clock.h"
#include "common/ports/scope.h"

namespace clearbudget::rpc {

struct CallContext {
  identity::Caller caller = {};
  // The service of the suite that calls, "performance"; empty for persons and platforms.
  std::string service = {};
  // The method's name without its service, such as "SubmitBudget".
  std::string method = {};
  // A mutation's request_id field; for other calls the x-request-id of the call, or a new one.
  std::string request_id = {};
  // The client's network address as the gateway saw it; empty for a call that did not come through it.
  std::string client_address = {};
  // What the call may touch, from the resource that it names; nothing for a method that names none in a
  // region.
  ports::Scope scope = {};
  // Instant::max() where the caller set none.
  ports::Instant deadline = ports::Instant::max();

  // For the calls to other services that serving this one takes.
  ports::CallLimits Limits() const { return {.request_id = request_id, .deadline = deadline}; }
};

}  // namespace clearbudget::rpc
