#pragma once

#include <string_view>

#include "common/ports/clock.h"
#include "common/rpc/call_context.h"
#include "services/submission/domain/act.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::submission {

// The act that a mutation's request asks for. The request has a field request_id and, where it can be only
// checked, validate_only. `service` is the full name of the service.
Act ActOf(const rpc::CallContext& call, std::string_view service, const google::protobuf::Message& request,
          const ports::Clock& clock);

}  // namespace clearbudget::submission
