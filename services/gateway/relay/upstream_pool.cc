#include "services/gateway/relay/upstream_pool.h"

#include <algorithm>

namespace clearbudget::gateway {

UpstreamPool::UpstreamPool(EventLoop& loop, const GatewayConfig& config, const TlsCredentials& tls,
                           const std::vector<SocketAddress>& addresses, GatewayLog* log)
    : config_(config), log_(log), slots_(config.backends.size()), serving_(config.backends.size(), false) {
  UpstreamSlot::Listener& self = *this;
  for (std::size_t backend = 0; backend < slots_.size(); ++backend) {
    for (std::size_t i = 0; i < config.connections_per_backend; ++i) {
      slots_[backend].push_back(
          std::make_unique<UpstreamSlot>(loop, config, tls, backend, addresses[backend], self));
    }
  }
}

UpstreamConnection* UpstreamPool::Pick(std::size_t backend) {
  UpstreamConnection* best = nullptr;
  // A connection that stands goes before one that is still connecting.
  const auto better = [](const UpstreamConnection& a, const UpstreamConnection& b) {
    if (a.connected() != b.connected()) return a.connected();
    return a.stream_count() < b.stream_count();
  };
  for (const auto& slot : slots_[backend]) {
    UpstreamConnection* const candidate = slot->current();
    if (candidate == nullptr || !candidate->takes_streams()) continue;
    if (best == nullptr || better(*candidate, *best)) best = candidate;
  }
  return best;
}

void UpstreamPool::OnSlotTlsFailed(std::size_t backend, std::string_view why) {
  const Backend& refused = config_.backends[backend];
  if (log_ != nullptr) log_->BackendTlsFailed(refused.name, EndpointText(refused.endpoint), why);
}

void UpstreamPool::OnSlotHealth() {
  for (std::size_t backend = 0; backend < slots_.size(); ++backend) {
    const auto& slots = slots_[backend];
    const bool serving =
        std::any_of(slots.begin(), slots.end(), [](const auto& slot) { return slot->serving(); });
    if (serving == serving_[backend]) continue;
    serving_[backend] = serving;
    const Backend& changed = config_.backends[backend];
    if (log_ != nullptr) log_->BackendChanged(changed.name, EndpointText(changed.endpoint), serving);
  }
}

}  // namespace clearbudget::gateway
