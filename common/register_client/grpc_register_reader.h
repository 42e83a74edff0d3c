#pragma once

#include <memory>

#include "absl/status/status.h"
#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "common/register_client/register_reader.h"
#include "common/rpc/backend.h"

namespace clearbudget::register_client {

// Reads the register from the submission service, in this process's own name.
class GrpcRegisterReader final : public RegisterReader {
 public:
  // The backend must outlive the reader.
  explicit GrpcRegisterReader(const rpc::Backend& submission)
      : submission_(submission),
        agencies_(budget::v1::AgencyService::NewStub(submission.channel())),
        delegations_(budget::v1::DelegationService::NewStub(submission.channel())) {}

  absl::StatusOr<RegionAgencies> ReadAgencies(const names::RegionName& region,
                                              const ports::CallLimits& limits) override;
  absl::StatusOr<std::optional<rpc::Delegation>> ReadDelegation(const names::DelegationName& name,
                                                                const ports::CallLimits& limits) override;

 private:
  // What the service answered does not follow the contract.
  absl::Status Broken() const;

  const rpc::Backend& submission_;
  const std::unique_ptr<budget::v1::AgencyService::StubInterface> agencies_;
  const std::unique_ptr<budget::v1::DelegationService::StubInterface> delegations_;
};

}  // namespace clearbudget::register_client
