#pragma once

#include <string_view>

#include "common/ports/act.h"
#include "common/ports/clock.h"
#include "common/rpc/call_context.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::rpc {

// The act that a mutation's request asks for. The request has a field request_id and, where it can be only
// checked, validate_only. `service` is the full name of the service.
ports::Act ActOf(const CallContext& call, std::string_view service, const google::protobuf::Message& request,
                 const ports::Clock& clock);

}  // namespace clearbudget::rpc
