#include "services/gateway/relay/upstream_slot.h"

#include <algorithm>
#include <utility>

namespace clearbudget::gateway {
namespace {

constexpr std::chrono::milliseconds kMaxReconnectDelay{1'000};

}  // namespace

UpstreamSlot::UpstreamSlot(EventLoop& loop, const GatewayConfig& config, const TlsCredentials& tls,
                           std::size_t backend, const SocketAddress& address, Listener& listener)
    : loop_(loop),
      config_(config),
      tls_(tls),
      backend_(backend),
      address_(address),
      listener_(listener),
      probe_(loop.timers(), config.times, *this),
      reconnect_(loop.timers(), [this] { Connect(); }),
      give_up_(loop.timers(), [this] { current_->Shut(); }),
      delay_(config.times.reconnect_delay) {
  Connect();
}

UpstreamSlot::~UpstreamSlot() {
  probe_.Stop();
}

void UpstreamSlot::Connect() {
  absl::StatusOr<UniqueFd> fd = StartConnect(address_);
  if (!fd.ok()) {
    ConnectLater();
    return;
  }
  UpstreamConnection::Owner& self = *this;
  current_ = std::make_unique<UpstreamConnection>(
      loop_, *std::move(fd), tls_.Connect(config_.backends[backend_].name), config_.limits, self);
  give_up_.Arm(config_.times.handshake_timeout);
}

void UpstreamSlot::ConnectLater() {
  reconnect_.Arm(delay_);
  delay_ = std::min(delay_ * 2, kMaxReconnectDelay);
}

void UpstreamSlot::SetServing(bool serving) {
  if (std::exchange(serving_, serving) != serving) listener_.OnSlotHealth();
}

void UpstreamSlot::OnUpstreamConnected(UpstreamConnection& connection) {
  give_up_.Cancel();
  probe_.Start(connection);
}

void UpstreamSlot::OnUpstreamTlsFailed(std::string_view why) {
  listener_.OnSlotTlsFailed(backend_, why);
}

// A backend that takes connections only to end them again is asked less and less often.
void UpstreamSlot::OnHealth(bool serving) {
  if (serving) delay_ = config_.times.reconnect_delay;
  SetServing(serving);
}

void UpstreamSlot::OnUpstreamDraining(UpstreamConnection& connection) {
  if (current_.get() != &connection) return;
  probe_.Stop();
  give_up_.Cancel();
  draining_.push_back(std::move(current_));
  Connect();
}

void UpstreamSlot::OnUpstreamGone(UpstreamConnection& connection) {
  if (current_.get() == &connection) {
    probe_.Stop();
    give_up_.Cancel();
    SetServing(false);
    loop_.Bury(std::move(current_));
    ConnectLater();
    return;
  }
  const auto found = std::find_if(draining_.begin(), draining_.end(), [&connection](const auto& candidate) {
    return candidate.get() == &connection;
  });
  if (found == draining_.end()) return;
  loop_.Bury(std::move(*found));
  draining_.erase(found);
}

}  // namespace clearbudget::gateway
