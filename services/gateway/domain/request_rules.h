// What a request's head must look like, and what of it may reach a backend.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "services/gateway/domain/header_list.h"
#include "services/gateway/domain/refusal.h"
#include "services/gateway/domain/routing_table.h"

namespace clearbudget::gateway {

// A request's head that passed every rule. All views point into the judged headers.
struct JudgedRequest {
  std::string_view path;
  MethodPath method;
  std::string_view request_id;                      // empty: the client gave none that is acceptable
  std::string_view authorization;                   // of the first such field
  std::size_t authorization_fields = 0;             // how many there are
  std::optional<std::chrono::nanoseconds> timeout;  // absent: the client gave none
  // The fields to pass on, pseudo-header fields first. Without grpc-timeout and x-request-id, which the relay
  // sets itself, without the credentials, which no backend sees, and without every field that a client has no
  // business to set: connection-bound fields, x-clearbudget-*, what proxies say of clients (forwarded,
  // x-forwarded-*, x-real-ip), and grpc-* fields that the protocol does not give to clients.
  HeaderViews forwarded;
};

// Judges a request. Fills `judged` and returns nothing, or returns why the request is refused; `judged.path`
// and `judged.request_id` are set even then, as far as the request has them.
std::optional<Refusal> JudgeRequest(const HeaderViews& headers, JudgedRequest& judged);

// True when a backend's response field may reach the client.
bool MayReachClient(std::string_view name);

// 1 to 64 characters of A-Z a-z 0-9 . _ -
bool IsRequestId(std::string_view text);

}  // namespace clearbudget::gateway
