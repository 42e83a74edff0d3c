#include "services/gateway/domain/refusal.h"

#include <fmt/format.h>

#include <utility>

namespace clearbudget::gateway {
namespace {

using errors::Reason;

// What a request says goes into an answer in part only, and as plain text.
std::string Shown(std::string_view text) {
  return PercentEncode(text.substr(0, 120));
}

}  // namespace

Refusal RefuseHttpMethod() {
  return {.http_status = 405, .code = StatusCode::kInternal, .reason = Reason::kInvalidRequest};
}

Refusal RefuseContentType() {
  return {.http_status = 415, .code = StatusCode::kInternal, .reason = Reason::kInvalidRequest};
}

Refusal RefuseHeaderListSize(std::size_t limit_bytes) {
  return {.code = StatusCode::kResourceExhausted,
          .reason = Reason::kTooLarge,
          .metadata = {{"name", "request headers"}, {"limit", fmt::format("{}", limit_bytes)}}};
}

Refusal RefuseHeaderText(std::string_view header) {
  return {.code = StatusCode::kInvalidArgument,
          .reason = Reason::kTextMalformed,
          .metadata = {{"field", Shown(header)}}};
}

Refusal RefuseTimeout() {
  return {.code = StatusCode::kInvalidArgument,
          .reason = Reason::kNumberMalformed,
          .metadata = {{"field", "grpc-timeout"}}};
}

Refusal RefuseCredentials(Reason reason, std::string_view cause) {
  errors::Metadata metadata;
  if (!cause.empty()) metadata.emplace("cause", cause);
  return {.code = StatusCode::kUnauthenticated, .reason = reason, .metadata = std::move(metadata)};
}

Refusal RefuseUnknownMethod(std::string_view path) {
  return {.code = StatusCode::kUnimplemented,
          .reason = Reason::kMethodUnknown,
          .metadata = {{"method", Shown(path)}}};
}

Refusal RefuseTooManyCalls() {
  return {.code = StatusCode::kResourceExhausted, .reason = Reason::kServerBusy, .repeatable = true};
}

Refusal RefuseBackendAway(std::string_view backend, std::string_view address) {
  return {.code = StatusCode::kUnavailable,
          .reason = Reason::kBackendUnavailable,
          .metadata = {{"backend", std::string(backend)}, {"address", std::string(address)}},
          .repeatable = true};
}

Refusal RefuseBackendFailed(std::string_view backend, StatusCode code) {
  const bool away = code == StatusCode::kUnavailable;
  return {.code = code,
          .reason = away ? Reason::kBackendUnavailable : Reason::kBackendFailed,
          .metadata = {{"backend", std::string(backend)}},
          .repeatable = away};
}

Refusal RefuseDeadline(std::string_view backend, std::chrono::milliseconds deadline) {
  errors::Metadata metadata = {{"limit_ms", fmt::format("{}", deadline.count())}};
  if (!backend.empty()) metadata.emplace("backend", backend);
  return {.code = StatusCode::kDeadlineExceeded, .reason = Reason::kDeadlineExceeded, .metadata = metadata};
}

Refusal RefuseMessage(std::string_view expected) {
  return {.code = StatusCode::kInvalidArgument,
          .reason = Reason::kInvalidRequest,
          .metadata = {{"expected", std::string(expected)}}};
}

Refusal RefuseUnknownService(std::string_view service) {
  return {.code = StatusCode::kNotFound, .reason = Reason::kNotFound, .metadata = {{"name", Shown(service)}}};
}

}  // namespace clearbudget::gateway
