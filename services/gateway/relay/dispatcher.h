// Decides who answers a request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "common/ports/id_source.h"
#include "services/gateway/answers/local_methods.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/domain/peer.h"
#include "services/gateway/domain/request_rules.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/ports/authenticator.h"
#include "services/gateway/ports/gateway_log.h"
#include "services/gateway/relay/call.h"
#include "services/gateway/relay/upstream_pool.h"

namespace clearbudget::gateway {

// What the connections of one thread share. Outlives them.
class Dispatcher {
 public:
  Dispatcher(const GatewayConfig& config, TimerWheel& timers, UpstreamPool& pool,
             const LocalMethods& local_methods, Authenticator& authenticator, ports::IdSource& request_ids,
             GatewayLog& log);

  // Begins the call that a request asks for, or answers with a refusal and returns null.
  std::unique_ptr<Call> Begin(ClientStreams& client, std::int32_t stream_id, const HeaderViews& headers,
                              const Peer& peer);

  // Answers a request whose head exceeds the limit; `headers` holds what fitted.
  void RefuseTooLarge(ClientStreams& client, std::int32_t stream_id, const HeaderViews& headers);

  // A call that Begin returned is over.
  void End(const Call& call);

  std::size_t open_calls() const { return open_calls_; }

 private:
  struct Request {
    ClientStreams& client;
    std::int32_t stream_id;
    JudgedRequest judged;
    std::string request_id;
    std::string subject;
  };

  std::unique_ptr<Call> Route(Request& request, const Peer& peer);
  std::unique_ptr<Call> Relay(Request& request, const Peer& peer, std::size_t backend);
  std::unique_ptr<Call> Refuse(const Request& request, const Refusal& refusal);
  std::string_view LoggedMethod(const JudgedRequest& judged) const;
  CallStart StartOf(const Request& request) const;
  std::string RequestIdFor(const JudgedRequest& judged);

  const GatewayConfig& config_;
  TimerWheel& timers_;
  UpstreamPool& pool_;
  const LocalMethods& local_methods_;
  Authenticator& authenticator_;
  ports::IdSource& request_ids_;
  GatewayLog& log_;
  const std::size_t max_calls_;  // of this thread
  std::size_t open_calls_ = 0;
};

}  // namespace clearbudget::gateway
