#pragma once

#include <memory>
#include <string_view>

#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "common/rpc/backend.h"
#include "services/disclosure/ports/budget_reader.h"

namespace clearbudget::disclosure {

// Reads revisions from the submission service, with the credentials of the call that is being served.
class GrpcBudgetReader final : public BudgetReader {
 public:
  // The backend must outlive the reader.
  explicit GrpcBudgetReader(const rpc::Backend& submission)
      : submission_(submission),
        stub_(clearbudget::budget::v1::BudgetService::NewStub(submission.channel())) {}

  absl::StatusOr<DisclosableRevision> ReadRevision(const ports::CallLimits& limits,
                                                   std::string_view name) override;

 private:
  using Stub = clearbudget::budget::v1::BudgetService::StubInterface;

  const rpc::Backend& submission_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::disclosure
