#pragma once

#include "common/ports/page_request.h"
#include "common/rpc/call_context.h"

namespace clearbudget::submission {

// The page that a request asks for. Under a delegation an account is another caller than for itself.
template <typename Request>
ports::PageRequest PageOf(const rpc::CallContext& call, const Request& request) {
  return {.size = request.page_size(),
          .token = request.page_token(),
          .subject = call.caller.subject + "\n" + call.caller.delegation};
}

}  // namespace clearbudget::submission
