#pragma once

#include <memory>

#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "common/rpc/backend.h"
#include "services/performance/ports/revision_reader.h"

namespace clearbudget::performance {

// Reads revisions from the submission service, in this service's own name.
class GrpcRevisionReader final : public RevisionReader {
 public:
  // The backend must outlive the reader.
  explicit GrpcRevisionReader(const rpc::Backend& submission)
      : submission_(submission), stub_(budget::v1::BudgetService::NewStub(submission.channel())) {}

  absl::StatusOr<std::shared_ptr<const RevisionTargets>> ReadRevision(
      const ports::CallLimits& limits, const names::RevisionName& name) override;

 private:
  using Stub = budget::v1::BudgetService::StubInterface;

  const rpc::Backend& submission_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::performance
