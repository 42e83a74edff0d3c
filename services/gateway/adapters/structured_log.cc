#include "services/gateway/adapters/structured_log.h"

#include <cstddef>

#include "common/observability/log.h"

namespace clearbudget::gateway {
namespace {

// A client may write what it likes there; real names are much shorter.
constexpr std::size_t kMaxMethodBytes = 160;

}  // namespace

void StructuredLog::CallEnded(const CallRecord& record) {
  std::string_view method = record.method;
  if (method.starts_with('/')) method.remove_prefix(1);
  observability::LogCall({.method = method.substr(0, kMaxMethodBytes),
                          .code = StatusName(record.code),
                          .reason = record.reason ? errors::ReasonName(*record.reason) : std::string_view(),
                          .latency_us = record.latency.count(),
                          .request_id = record.request_id,
                          .subject = record.subject});
}

void StructuredLog::BackendChanged(std::string_view backend, std::string_view address, bool serving) {
  observability::Log(serving ? observability::Level::kInfo : observability::Level::kWarning,
                     "backend_changed", {{"backend", backend}, {"address", address}, {"serving", serving}});
}

bool StructuredLog::MayWrite(TokenBucket& lines) {
  const std::lock_guard lock(mutex_);
  return lines.Take(std::chrono::steady_clock::now().time_since_epoch());
}

void StructuredLog::BackendTlsFailed(std::string_view backend, std::string_view address,
                                     std::string_view why) {
  if (!MayWrite(tls_lines_)) return;
  observability::Log(observability::Level::kWarning, "backend_tls_failed",
                     {{"backend", backend}, {"address", address}, {"cause", why}});
}

void StructuredLog::CertificatesChanged(std::string_view side, std::string_view why) {
  if (why.empty()) {
    observability::Log(observability::Level::kInfo, "certificates_changed", {{"side", side}});
  } else {
    observability::Log(observability::Level::kError, "certificates_unusable",
                       {{"side", side}, {"cause", why}});
  }
}

void StructuredLog::ClientCutOff(std::string_view peer, std::string_view why) {
  if (!MayWrite(cut_off_lines_)) return;
  observability::Log(observability::Level::kWarning, "client_cut_off", {{"peer", peer}, {"cause", why}});
}

}  // namespace clearbudget::gateway
