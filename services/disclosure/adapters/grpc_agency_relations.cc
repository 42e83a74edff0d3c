#include "services/disclosure/adapters/grpc_agency_relations.h"

#include <string>

namespace clearbudget::disclosure {

absl::StatusOr<bool> GrpcAgencyRelations::IsUnitOf(const rpc::CallContext& call, std::string_view unit,
                                                   std::string_view) {
  clearbudget::budget::v1::GetAgencyRequest request;
  request.set_name(std::string(unit));
  // GetAgency asks for the same relation, and the register knows the day it holds on: what it shows to the
  // caller's own credentials is below the caller's department.
  const auto agency = submission_.Call(rpc::Forward(call), *stub_, &Stub::GetAgency, request);
  if (agency.ok()) return true;
  const absl::StatusCode code = agency.status().code();
  if (code == absl::StatusCode::kPermissionDenied || code == absl::StatusCode::kNotFound) return false;
  return agency.status();
}

}  // namespace clearbudget::disclosure
