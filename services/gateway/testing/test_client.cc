#include "services/gateway/testing/test_client.h"

#include <fmt/format.h>

#include <future>

#include "services/gateway/testing/byte_buffer.h"

namespace clearbudget::gateway {
namespace {

std::shared_ptr<grpc::Channel> OwnChannel(int port,
                                          const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  if (credentials != nullptr) arguments.SetSslTargetNameOverride(kGatewayName);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetMaxReceiveMessageSize(64 * 1024 * 1024);
  return grpc::CreateCustomChannel(fmt::format("127.0.0.1:{}", port),
                                   credentials == nullptr ? grpc::InsecureChannelCredentials() : credentials,
                                   arguments);
}

}  // namespace

TestStream::TestStream(grpc::GenericStub& stub, const std::string& method) : stub_(stub), method_(method) {}

TestStream::~TestStream() {
  if (!started_) return;
  context_.TryCancel();
  Finish();
}

void TestStream::Start() {
  started_ = true;
  stub_.PrepareBidiStreamingCall(&context_, method_, grpc::StubOptions(), this);
  AddHold();
  StartCall();
}

bool TestStream::Write(const std::string& text) {
  request_ = BufferOf(text);
  std::unique_lock lock(mutex_);
  const int before = writes_done_;
  StartWrite(&request_);
  changed_.wait(lock, [&] { return writes_done_ > before; });
  return write_ok_;
}

void TestStream::CloseWriting() {
  StartWritesDone();
}

bool TestStream::Read(std::string& text) {
  std::unique_lock lock(mutex_);
  const int before = reads_done_;
  StartRead(&response_);
  changed_.wait(lock, [&] { return reads_done_ > before; });
  text = read_ok_ ? TextOf(response_) : std::string();
  return read_ok_;
}

grpc::Status TestStream::Finish() {
  if (started_) RemoveHold();
  started_ = false;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return done_; });
  return status_;
}

void TestStream::OnReadDone(bool ok) {
  const std::lock_guard lock(mutex_);
  ++reads_done_;
  read_ok_ = ok;
  changed_.notify_all();
}

void TestStream::OnWriteDone(bool ok) {
  const std::lock_guard lock(mutex_);
  ++writes_done_;
  write_ok_ = ok;
  changed_.notify_all();
}

void TestStream::OnDone(const grpc::Status& status) {
  const std::lock_guard lock(mutex_);
  status_ = status;
  done_ = true;
  changed_.notify_all();
}

TestClient::TestClient(int port, const std::shared_ptr<grpc::ChannelCredentials>& credentials)
    : stub_(OwnChannel(port, credentials)) {}

TestClient::Answer TestClient::Call(const std::string& method, const std::string& request,
                                    grpc::ClientContext& context) {
  const grpc::ByteBuffer request_buffer = BufferOf(request);
  grpc::ByteBuffer response_buffer;
  std::promise<grpc::Status> done;
  stub_.UnaryCall(&context, method, grpc::StubOptions(), &request_buffer, &response_buffer,
                  [&done](grpc::Status status) { done.set_value(std::move(status)); });
  Answer answer;
  answer.status = done.get_future().get();
  if (answer.status.ok()) answer.text = TextOf(response_buffer);
  return answer;
}

TestClient::Answer TestClient::Call(const std::string& method, const std::string& request) {
  grpc::ClientContext context;
  return Call(method, request, context);
}

std::unique_ptr<TestStream> TestClient::Stream(const std::string& method) {
  return std::make_unique<TestStream>(stub_, method);
}

std::string EchoMethod(const std::string& name) {
  return "/clearbudget.echo.v1.EchoService/" + name;
}

}  // namespace clearbudget::gateway
