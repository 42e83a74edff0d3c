#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string_view>

#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/rpc/backend.h"
#include "services/disclosure/ports/plan_reader.h"

namespace clearbudget::disclosure {

// Reads packs from the submission service. Their plans are compiled once and kept, since a pack of a digest
// never changes.
class GrpcPlanReader final : public PlanReader {
 public:
  // How many plans are kept; the one that was read first goes first.
  static constexpr size_t kMostKept = 64;

  // The backend must outlive the reader.
  explicit GrpcPlanReader(const rpc::Backend& submission)
      : submission_(submission), stub_(clearbudget::pack::v1::PackService::NewStub(submission.channel())) {}

  absl::StatusOr<std::shared_ptr<const StatementPlan>> ReadPlan(const ports::CallLimits& limits,
                                                                std::string_view pack_digest) override;

 private:
  using Stub = clearbudget::pack::v1::PackService::StubInterface;

  std::shared_ptr<const StatementPlan> Find(std::string_view pack_digest);
  void Keep(std::shared_ptr<const StatementPlan> plan);

  const rpc::Backend& submission_;
  const std::unique_ptr<Stub> stub_;
  std::mutex mutex_;
  std::deque<std::shared_ptr<const StatementPlan>> plans_;  // Guarded by mutex_.
};

}  // namespace clearbudget::disclosure
