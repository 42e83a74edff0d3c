#include "services/gateway/testing/test_backend.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>

#include "grpcpp/ext/health_check_service_server_builder_option.h"
#include "grpcpp/grpcpp.h"
#include "services/gateway/testing/byte_buffer.h"

namespace clearbudget::gateway {
namespace {

constexpr int kMaxMessageBytes = 64 * 1024 * 1024;

std::string MetadataText(const grpc::GenericCallbackServerContext& context) {
  std::string text;
  for (const auto& [key, value] : context.client_metadata()) {
    text += fmt::format("{}: {}\n", std::string_view(key.data(), key.size()),
                        std::string_view(value.data(), value.size()));
  }
  const auto left = context.deadline() - std::chrono::system_clock::now();
  return text +
         fmt::format("deadline_s: {}\n", std::chrono::duration_cast<std::chrono::seconds>(left).count());
}

}  // namespace

class TestBackend::Reactor final : public grpc::ServerGenericBidiReactor {
 public:
  Reactor(TestBackend& backend, grpc::GenericCallbackServerContext& context)
      : backend_(backend),
        context_(context),
        method_(context.method().substr(context.method().rfind('/') + 1)) {
    if (method_ == "Refuse") {
      Finish(grpc::Status(grpc::StatusCode::NOT_FOUND, "不存在: none"));
    } else if (method_ == "Wait") {
      if (backend_.AddWaiting(*this)) Finish(grpc::Status::OK);
    } else {
      StartRead(&request_);
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::OK);
      return;
    }
    const std::string text = TextOf(request_);
    if (method_ == "Echo") {
      Write(text);
    } else if (method_ == "Repeat") {
      repeats_ = std::stoul(text);
      WriteNextRepeat();
    } else if (method_ == "Fail") {
      context_.AddTrailingMetadata("x-reason", "because");
      context_.AddTrailingMetadata("x-detail-bin", std::string("\0\1\2", 3));
      Write("part");
    } else if (method_ == "Large") {
      Write(std::string(std::stoul(text), 'x'));
    } else {
      context_.AddInitialMetadata("x-clearbudget-secret", "internal");
      Write(MetadataText(context_));
    }
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      Finish(grpc::Status::CANCELLED);
    } else if (method_ == "Echo") {
      StartRead(&request_);
    } else if (method_ == "Repeat" && written_ < repeats_) {
      WriteNextRepeat();
    } else if (method_ == "Fail") {
      Finish(grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, "状态不符: state"));
    } else {
      Finish(grpc::Status::OK);
    }
  }

  void OnCancel() override { backend_.OnCancelled(*this); }
  void OnDone() override { delete this; }

 private:
  void Write(const std::string& text) {
    response_ = BufferOf(text);
    StartWrite(&response_);
  }
  void WriteNextRepeat() {
    if (repeats_ == 0) {
      Finish(grpc::Status::OK);
      return;
    }
    Write(fmt::format("{}", written_++));
  }

  TestBackend& backend_;
  grpc::GenericCallbackServerContext& context_;
  const std::string method_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::size_t repeats_ = 0;
  std::size_t written_ = 0;
};

TestBackend::TestBackend(int port, int connection_age_ms,
                         std::shared_ptr<grpc::ServerCredentials> credentials) {
  if (credentials == nullptr) credentials = grpc::InsecureServerCredentials();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(fmt::format("127.0.0.1:{}", port), credentials, &port_);
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 32 * 1024);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  if (connection_age_ms > 0) builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, connection_age_ms);
  builder.RegisterCallbackGenericService(this);
  server_ = builder.BuildAndStart();
}

TestBackend::~TestBackend() {
  Kill();
}

void TestBackend::Kill() {
  if (!server_) return;
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
  server_.reset();
}

grpc::ServerGenericBidiReactor* TestBackend::CreateReactor(grpc::GenericCallbackServerContext* context) {
  return new Reactor(*this, *context);
}

bool TestBackend::AddWaiting(Reactor& reactor) {
  const std::lock_guard lock(mutex_);
  ++arrived_;
  changed_.notify_all();
  if (!released_) waiting_.push_back(&reactor);
  return released_;
}

void TestBackend::OnCancelled(Reactor& reactor) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find(waiting_.begin(), waiting_.end(), &reactor);
    if (found == waiting_.end()) return;
    waiting_.erase(found);
    ++cancelled_;
    changed_.notify_all();
  }
  reactor.Finish(grpc::Status::CANCELLED);
}

void TestBackend::AwaitWaiting(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return arrived_ >= count; });
}

void TestBackend::AwaitCancelled(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return cancelled_ >= count; });
}

void TestBackend::Release() {
  std::vector<Reactor*> waiting;
  {
    const std::lock_guard lock(mutex_);
    released_ = true;
    waiting.swap(waiting_);
  }
  for (Reactor* reactor : waiting) reactor->Finish(grpc::Status::OK);
}

}  // namespace clearbudget::gateway
