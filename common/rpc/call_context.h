// What a handler knows of the call that it serves.
#pragma once

#include <string>

#include "common/ports/call_limits.h"
#include "common/ports/clock.h"
#include "common/ports/scope.h"
#include "common/rpc/caller.h"

namespace clearbudget::rpc {

struct CallContext {
  Caller caller = {};
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
  // The caller's credentials, to be forwarded to other services. Never logged or stored.
  std::string token = {};
};

}  // namespace clearbudget::rpc
