// A real gRPC server to relay to, with methods that tests can steer.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"

namespace clearbudget::gateway {

// Serves every service name. By method:
//   Echo      sends every message back; unary, streaming or bidirectional alike
//   Repeat    answers the message "n" with n messages "0", "1", ...
//   Fail      sends one message, then FAILED_PRECONDITION with trailing metadata
//   Refuse    answers with NOT_FOUND at once, without reading
//   Metadata  answers with the call's metadata as "key: value" lines, and its deadline
//   Large     answers the message "n" with one message of n bytes
//   Wait      does not answer before Release; remembers whether it was cancelled
class TestBackend final : public grpc::CallbackGenericService {
 public:
  // `connection_age_ms`: the backend ends every connection after that time, gracefully; 0: never.
  // `credentials`: null for plaintext.
  explicit TestBackend(int port = 0, int connection_age_ms = 0,
                       std::shared_ptr<grpc::ServerCredentials> credentials = nullptr);
  ~TestBackend() override;

  int port() const { return port_; }

  // Breaks everything off, as a killed process would.
  void Kill();

  // Wait: how it stands, and its end.
  void AwaitWaiting(std::size_t count);
  void AwaitCancelled(std::size_t count);
  void Release();

  class Reactor;

 private:
  friend class Reactor;

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;

  // True: the reactor must finish at once.
  bool AddWaiting(Reactor& reactor);
  void OnCancelled(Reactor& reactor);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Reactor*> waiting_;
  std::size_t arrived_ = 0;
  std::size_t cancelled_ = 0;
  bool released_ = false;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace clearbudget::gateway
