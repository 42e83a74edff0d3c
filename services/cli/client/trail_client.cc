#include "services/cli/client/trail_client.h"

#include <array>
#include <chrono>
#include <utility>

#include "clearbudget/budget/v1/budget_trail_service.grpc.pb.h"
#include "clearbudget/disclosure/v1/disclosure_trail_service.grpc.pb.h"
#include "clearbudget/performance/v1/performance_trail_service.grpc.pb.h"
#include "services/cli/client/gateway_channel.h"

namespace clearbudget::cli {
namespace {

using grpc::ClientContext;

constexpr std::chrono::hours kLongestExport{1};

constexpr std::array kNames = {std::pair{TrailService::kSubmission, std::string_view("submission")},
                               std::pair{TrailService::kPerformance, std::string_view("performance")},
                               std::pair{TrailService::kDisclosure, std::string_view("disclosure")}};

}  // namespace

std::string_view NameOf(TrailService service) {
  for (const auto& [known, name] : kNames) {
    if (known == service) return name;
  }
  return {};
}

std::optional<TrailService> TrailServiceNamed(std::string_view name) {
  for (const auto& [service, known] : kNames) {
    if (known == name) return service;
  }
  return std::nullopt;
}

// The three services have methods of the same names and messages, and stubs without a common base.
class TrailClient::Stub {
 public:
  virtual ~Stub() = default;
  virtual grpc::Status List(ClientContext* context, const trail::v1::ListTrailEntriesRequest& request,
                            trail::v1::ListTrailEntriesResponse* response) = 0;
  virtual grpc::Status Checkpoint(ClientContext* context, const trail::v1::GetTrailCheckpointRequest& request,
                                  trail::v1::TrailCheckpoint* response) = 0;
  virtual std::unique_ptr<grpc::ClientReaderInterface<trail::v1::ExportTrailResponse>> Export(
      ClientContext* context, const trail::v1::ExportTrailRequest& request) = 0;
};

template <typename Service>
class TrailClient::StubOf final : public TrailClient::Stub {
 public:
  explicit StubOf(const std::shared_ptr<grpc::Channel>& channel) : stub_(Service::NewStub(channel)) {}

  grpc::Status List(ClientContext* context, const trail::v1::ListTrailEntriesRequest& request,
                    trail::v1::ListTrailEntriesResponse* response) override {
    return stub_->ListTrailEntries(context, request, response);
  }
  grpc::Status Checkpoint(ClientContext* context, const trail::v1::GetTrailCheckpointRequest& request,
                          trail::v1::TrailCheckpoint* response) override {
    return stub_->GetTrailCheckpoint(context, request, response);
  }
  std::unique_ptr<grpc::ClientReaderInterface<trail::v1::ExportTrailResponse>> Export(
      ClientContext* context, const trail::v1::ExportTrailRequest& request) override {
    return stub_->ExportTrail(context, request);
  }

 private:
  std::unique_ptr<typename Service::Stub> stub_;
};

TrailClient::TrailClient(const Client& client, TrailService service) : client_(client) {
  const std::shared_ptr<grpc::Channel>& channel = client.gateway().channel();
  switch (service) {
    case TrailService::kSubmission:
      stub_ = std::make_unique<StubOf<budget::v1::BudgetTrailService>>(channel);
      break;
    case TrailService::kPerformance:
      stub_ = std::make_unique<StubOf<performance::v1::PerformanceTrailService>>(channel);
      break;
    case TrailService::kDisclosure:
      stub_ = std::make_unique<StubOf<disclosure::v1::DisclosureTrailService>>(channel);
      break;
  }
}

TrailClient::~TrailClient() = default;

absl::StatusOr<trail::v1::ListTrailEntriesResponse> TrailClient::Call(
    const trail::v1::ListTrailEntriesRequest& request) const {
  trail::v1::ListTrailEntriesResponse response;
  const absl::Status status = client_.Repeat([&](ports::Instant deadline) {
    const auto context = client_.gateway().NewContext(deadline);
    response.Clear();
    return client_.gateway().ToStatus(stub_->List(context.get(), request, &response));
  });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<trail::v1::TrailCheckpoint> TrailClient::Call(
    const trail::v1::GetTrailCheckpointRequest& request) const {
  trail::v1::TrailCheckpoint response;
  const absl::Status status = client_.Repeat([&](ports::Instant deadline) {
    const auto context = client_.gateway().NewContext(deadline);
    response.Clear();
    return client_.gateway().ToStatus(stub_->Checkpoint(context.get(), request, &response));
  });
  if (!status.ok()) return status;
  return response;
}

absl::Status TrailClient::Export(const trail::v1::ExportTrailRequest& request, const Lines& lines) const {
  const auto context = client_.gateway().NewContext(client_.Now() + kLongestExport);
  const auto reader = stub_->Export(context.get(), request);
  trail::v1::ExportTrailResponse part;
  absl::Status taken = absl::OkStatus();
  while (taken.ok() && reader->Read(&part)) taken = lines(part.lines());
  if (!taken.ok()) context->TryCancel();
  const absl::Status ended = client_.gateway().ToStatus(reader->Finish());
  return taken.ok() ? ended : taken;
}

}  // namespace clearbudget::cli
