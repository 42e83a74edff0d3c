// A real gRPC client for the gateway, with texts as messages.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"

namespace clearbudget::gateway {

// One stream. Everything blocks until it is done.
class TestStream final : private grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  TestStream(grpc::GenericStub& stub, const std::string& method);
  // Ends the call first.
  ~TestStream() override;

  grpc::ClientContext& context() { return context_; }

  void Start();
  bool Write(const std::string& text);
  void CloseWriting();
  // False at the end of the stream.
  bool Read(std::string& text);
  grpc::Status Finish();

 private:
  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnWritesDoneDone(bool) override {}
  void OnDone(const grpc::Status& status) override;

  grpc::GenericStub& stub_;
  const std::string method_;
  grpc::ClientContext context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int reads_done_ = 0;
  int writes_done_ = 0;
  bool read_ok_ = false;
  bool write_ok_ = false;
  bool started_ = false;
  bool done_ = false;
  grpc::Status status_;
};

inline constexpr char kGatewayName[] = "gateway.test";

class TestClient {
 public:
  // Every client has a connection of its own. `credentials`: null for plaintext; else the gateway's
  // certificate must bear kGatewayName.
  explicit TestClient(int port, const std::shared_ptr<grpc::ChannelCredentials>& credentials = nullptr);

  struct Answer {
    grpc::Status status;
    std::string text;
  };

  // A unary call, with `context` for metadata, deadline and what comes back.
  Answer Call(const std::string& method, const std::string& request, grpc::ClientContext& context);
  Answer Call(const std::string& method, const std::string& request);

  std::unique_ptr<TestStream> Stream(const std::string& method);

 private:
  grpc::GenericStub stub_;
};

// The name of a method of a service that the test gateways route to their backend.
std::string EchoMethod(const std::string& name);

}  // namespace clearbudget::gateway
