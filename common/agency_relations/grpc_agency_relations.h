// Which units a department has, for services that keep no register of their own.
#pragma once

#include <memory>
#include <string_view>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/ports/clock.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/backend.h"

namespace clearbudget::agency_relations {

// Tells from the register of the submission service which units a department has today, in China. An agency
// that the caller may not read there is none of the caller's units.
class GrpcAgencyRelations final : public rpc::AgencyRelations {
 public:
  // Backend and clock must outlive the relations.
  GrpcAgencyRelations(const rpc::Backend& submission, const ports::Clock& clock)
      : submission_(submission),
        clock_(clock),
        stub_(budget::v1::AgencyService::NewStub(submission.channel())) {}

  absl::StatusOr<bool> IsUnitOf(const rpc::CallContext& call, std::string_view unit,
                                std::string_view department) override;

 private:
  using Stub = budget::v1::AgencyService::StubInterface;

  const rpc::Backend& submission_;
  const ports::Clock& clock_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::agency_relations
