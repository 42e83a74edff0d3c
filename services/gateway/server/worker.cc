#include "services/gateway/server/worker.h"

#include <utility>

namespace clearbudget::gateway {
namespace {

// The thread's share of a limit that holds for the process.
std::size_t ShareOf(std::size_t limit, std::size_t threads) {
  return (limit + threads - 1) / threads;
}

// Changed files are taken up within a second or two.
constexpr std::chrono::milliseconds kRefreshInterval{500};

}  // namespace

Worker::Worker(const WorkerContext& context)
    : context_(context),
      local_methods_(*this, context.config.routes, context.catalogue),
      authenticator_(context.authenticators.MakeAuthenticator()),
      notice_timer_(loop_.timers(), [this] { CloseDoor(); }),
      drain_timer_(loop_.timers(), [this] { loop_.Stop(); }),
      refresh_timer_(loop_.timers(), [this] { RefreshCertificates(); }) {}

Worker::~Worker() = default;

absl::Status Worker::Open(UniqueFd listener, bool leads) {
  if (absl::Status status = loop_.Open(); !status.ok()) return status;
  listener_ = std::move(listener);
  loop_.Watch(listener_.get(), *this, false);
  pool_.emplace(loop_, context_.config, context_.tls, context_.backend_addresses,
                leads ? &context_.log : nullptr);
  dispatcher_.emplace(context_.config, loop_.timers(), *pool_, local_methods_, *authenticator_,
                      context_.request_ids, context_.log);
  if (leads) refresh_timer_.Arm(kRefreshInterval);
  return absl::OkStatus();
}

void Worker::RefreshCertificates() {
  context_.tls.Refresh();
  refresh_timer_.Arm(kRefreshInterval);
}

void Worker::Run() {
  loop_.Run([this] { BeginDrain(); });
  const auto left = std::exchange(connections_, {});
  for (const auto& [pointer, connection] : left) connection->Shut();
  // The backends are told of the calls that have been cut off, then left.
  loop_.EndRound();
  dispatcher_.reset();
  pool_.reset();
}

void Worker::RequestDrain() {
  drain_requested_ = true;
  loop_.Wake();
}

void Worker::OnReady(bool, bool) {
  AcceptWaiting();
}

void Worker::AcceptWaiting() {
  while (listener_.valid()) {
    std::optional<Accepted> accepted = Accept(listener_.get());
    if (!accepted) return;
    TakeConnection(*std::move(accepted));
  }
}

void Worker::TakeConnection(Accepted accepted) {
  const GatewayConfig& config = context_.config;
  std::size_t& of_peer = connections_of_peer_[accepted.peer];
  if (connections_.size() >= ShareOf(config.limits.max_connections, config.threads) ||
      of_peer >= ShareOf(config.limits.max_connections_per_peer, config.threads)) {
    context_.log.ClientCutOff(accepted.peer, "too many connections");
    return;
  }
  ++of_peer;
  DownstreamConnection::Owner& self = *this;
  auto connection = std::make_unique<DownstreamConnection>(loop_, std::move(accepted), context_.tls, config,
                                                           *dispatcher_, context_.log, self);
  DownstreamConnection* const pointer = connection.get();
  connections_.emplace(pointer, std::move(connection));
}

void Worker::OnDownstreamGone(DownstreamConnection& connection) {
  const auto found = connections_.find(&connection);
  if (found == connections_.end()) return;
  const auto of_peer = connections_of_peer_.find(connection.address());
  if (--of_peer->second == 0) connections_of_peer_.erase(of_peer);
  loop_.Bury(std::move(found->second));
  connections_.erase(found);
  StopWhenEmpty();
}

void Worker::BeginDrain() {
  if (!drain_requested_ || std::exchange(draining_, true)) return;
  const Times& times = context_.config.times;
  drain_timer_.Arm(times.drain_deadline);
  if (times.drain_notice.count() == 0) {
    CloseDoor();
  } else {
    notice_timer_.Arm(times.drain_notice);
  }
}

void Worker::CloseDoor() {
  // Who has connected already is served: closing a socket resets the connections that wait in it.
  AcceptWaiting();
  loop_.Unwatch(listener_.get());
  listener_.Reset();
  door_closed_ = true;
  for (const auto& [pointer, connection] : connections_) pointer->Drain();
  StopWhenEmpty();
}

void Worker::StopWhenEmpty() {
  if (door_closed_ && connections_.empty()) loop_.Stop();
}

}  // namespace clearbudget::gateway
