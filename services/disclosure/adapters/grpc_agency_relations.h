#pragma once

#include <memory>
#include <string_view>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/backend.h"

namespace clearbudget::disclosure {

// Which units a department has, by the register of the submission service.
class GrpcAgencyRelations final : public rpc::AgencyRelations {
 public:
  // The backend must outlive the relations.
  explicit GrpcAgencyRelations(const rpc::Backend& submission)
      : submission_(submission),
        stub_(clearbudget::budget::v1::AgencyService::NewStub(submission.channel())) {}

  // The register answers for a unit only to those who may see it: to others it is no unit of theirs.
  absl::StatusOr<bool> IsUnitOf(const rpc::CallContext& call, std::string_view unit,
                                std::string_view department) override;

 private:
  using Stub = clearbudget::budget::v1::AgencyService::StubInterface;

  const rpc::Backend& submission_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::disclosure
