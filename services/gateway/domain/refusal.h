// What the gateway itself answers when a call cannot go on.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "common/errors/error.h"
#include "common/errors/reason.h"
#include "services/gateway/domain/grpc_status.h"

namespace clearbudget::gateway {

// One refusal; its texts are those of the catalogue of reasons.
struct Refusal {
  int http_status = 200;  // 405 or 415 when the request was not gRPC at all
  StatusCode code = StatusCode::kUnknown;
  errors::Reason reason = errors::Reason::kInternal;
  errors::Metadata metadata = {};
  bool repeatable = false;  // true: the same call may be sent again soon
};

// Not gRPC.
Refusal RefuseHttpMethod();
Refusal RefuseContentType();

// The request's head is not acceptable. `header` is the name of the field.
Refusal RefuseHeaderListSize(std::size_t limit_bytes);
Refusal RefuseHeaderText(std::string_view header);
Refusal RefuseTimeout();

// Who calls is not known: UNAUTHENTICATED. `cause` says in English what is wrong with the credentials,
// without repeating anything of them, and may be empty.
Refusal RefuseCredentials(errors::Reason reason, std::string_view cause);

// Nobody can serve it.
Refusal RefuseUnknownMethod(std::string_view path);
Refusal RefuseTooManyCalls();

// `backend` is away: it cannot be reached, or was lost during the call. The call may be repeated, a mutation
// with the same request_id.
Refusal RefuseBackendAway(std::string_view backend, std::string_view address);
// `backend` broke the call off, or answered with something that is not gRPC; `code` says what it comes to.
Refusal RefuseBackendFailed(std::string_view backend, StatusCode code);
// `backend`, or the gateway itself when empty, has not answered in time.
Refusal RefuseDeadline(std::string_view backend, std::chrono::milliseconds deadline);

// Calls that the gateway answers itself.
Refusal RefuseMessage(std::string_view expected);
Refusal RefuseUnknownService(std::string_view service);

// The refusal as a serialized google.rpc.Status with ErrorInfo, LocalizedMessage in zh-CN and en, and, where
// the call is repeatable, RetryInfo; in base64, as grpc-status-details-bin carries it.
std::string EncodeStatusDetails(const Refusal& refusal);

}  // namespace clearbudget::gateway
