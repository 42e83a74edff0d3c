#include "services/gateway/domain/request_rules.h"

#include <algorithm>
#include <array>

#include "services/gateway/domain/binary_header.h"
#include "services/gateway/domain/grpc_timeout.h"

namespace clearbudget::gateway {
namespace {

constexpr std::string_view kInternalPrefix = "x-clearbudget-";

// A length is bound to the connection too: a call that is cut short keeps to no length, and gRPC needs none.
bool IsConnectionBound(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {
      "content-length", "connection", "keep-alive",        "proxy-connection", "te",
      "trailer",        "host",       "transfer-encoding", "upgrade"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// The grpc-* fields that the protocol description gives to clients; the others are between servers.
bool IsClientGrpcField(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"grpc-encoding",     "grpc-accept-encoding",
                                                      "grpc-message-type", "grpc-trace-bin",
                                                      "grpc-tags-bin",     "grpc-previous-rpc-attempts"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Other credentials than those that the gateway reads; no backend sees any.
bool IsOtherCredential(std::string_view name) {
  return name == "proxy-authorization" || name == "cookie";
}

// Only what the gateway sees itself is true of a client's address.
bool IsProxyField(std::string_view name) {
  return name == "forwarded" || name == "x-real-ip" || name.starts_with("x-forwarded-");
}

bool IsGrpcContentType(std::string_view value) {
  constexpr std::string_view kGrpc = "application/grpc";
  if (!value.starts_with(kGrpc)) return false;
  value.remove_prefix(kGrpc.size());
  return value.empty() || value.front() == '+' || value.front() == ';';
}

bool IsMetadataName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

bool IsPrintableAscii(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

std::optional<Refusal> JudgeBinaryField(const HeaderView& header, HeaderViews& forwarded) {
  const std::optional<std::vector<std::string_view>> pieces = SplitBinaryHeader(header.value);
  if (!pieces) return RefuseHeaderText(header.name);
  for (const std::string_view piece : *pieces) forwarded.push_back({header.name, piece});
  return std::nullopt;
}

// Judges one field that is no pseudo-header field.
std::optional<Refusal> JudgeField(const HeaderView& header, JudgedRequest& judged) {
  const std::string_view name = header.name;
  if (!IsMetadataName(name)) return RefuseHeaderText(name);
  if (name.starts_with(kInternalPrefix) || IsConnectionBound(name) || IsProxyField(name) ||
      IsOtherCredential(name) || name == "x-request-id") {
    return std::nullopt;
  }
  if (name == "grpc-timeout") {
    judged.timeout = ParseGrpcTimeout(header.value);
    if (!judged.timeout) return RefuseTimeout();
    return std::nullopt;
  }
  if (name.starts_with("grpc-") && !IsClientGrpcField(name)) return std::nullopt;
  if (name.ends_with("-bin")) return JudgeBinaryField(header, judged.forwarded);
  if (!IsPrintableAscii(header.value)) return RefuseHeaderText(name);
  if (name == "authorization") {
    if (judged.authorization_fields++ == 0) judged.authorization = header.value;
    return std::nullopt;
  }
  judged.forwarded.push_back(header);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> JudgeRequest(const HeaderViews& headers, JudgedRequest& judged) {
  judged = {};
  judged.path = FindHeader(headers, ":path");
  const std::string_view request_id = FindHeader(headers, "x-request-id");
  judged.request_id = IsRequestId(request_id) ? request_id : std::string_view();

  if (FindHeader(headers, ":method") != "POST") return RefuseHttpMethod();
  if (!IsGrpcContentType(FindHeader(headers, "content-type"))) return RefuseContentType();
  const std::optional<MethodPath> method = ParseMethodPath(judged.path);
  if (!method || !IsPrintableAscii(judged.path)) return RefuseUnknownMethod(judged.path);
  judged.method = *method;

  judged.forwarded.reserve(headers.size() + 4);
  judged.forwarded.push_back({":method", "POST"});
  judged.forwarded.push_back({":scheme", "http"});
  judged.forwarded.push_back({":path", judged.path});
  const std::string_view authority = FindHeader(headers, ":authority");
  judged.forwarded.push_back({":authority", authority.empty() ? "clearbudget" : authority});
  judged.forwarded.push_back({"te", "trailers"});
  for (const HeaderView& header : headers) {
    if (header.name.starts_with(':')) continue;
    if (std::optional<Refusal> refusal = JudgeField(header, judged)) return refusal;
  }
  return std::nullopt;
}

bool MayReachClient(std::string_view name) {
  return !name.starts_with(kInternalPrefix) && !IsConnectionBound(name) && name != "x-request-id";
}

bool IsRequestId(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace clearbudget::gateway
