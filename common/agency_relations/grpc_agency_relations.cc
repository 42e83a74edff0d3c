#include "common/agency_relations/grpc_agency_relations.h"

#include <chrono>
#include <string>

#include "common/names/resource_name.h"
#include "common/ports/instant_text.h"

namespace clearbudget::agency_relations {
namespace {

constexpr std::chrono::hours kShanghaiAheadOfUtc{8};
// Departments stand above units above their branches; a register that goes round is not followed for ever.
constexpr int kDeepest = 8;

std::string DayOf(ports::Instant instant) {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(
      (instant + kShanghaiAheadOfUtc).time_since_epoch());
  return ports::InstantText(time.count()).substr(0, 10);
}

// The code of the agency above, in force on a day; empty for none. Days are compared as YYYY-MM-DD.
std::string ParentOn(const budget::v1::Agency& agency, const std::string& day) {
  const budget::v1::AgencyAttributes* in_force = nullptr;
  for (const budget::v1::AgencyAttributes& attributes : agency.attributes()) {
    if (attributes.valid_from() > day) continue;
    if (in_force == nullptr || attributes.valid_from() > in_force->valid_from()) in_force = &attributes;
  }
  return in_force == nullptr ? "" : in_force->parent();
}

}  // namespace

absl::StatusOr<bool> GrpcAgencyRelations::IsUnitOf(const rpc::CallContext& call, std::string_view unit,
                                                   std::string_view department) {
  const auto department_name = names::ParseAgencyName(department);
  const auto unit_name = names::ParseAgencyName(unit);
  if (!department_name.ok() || !unit_name.ok() || department_name->region != unit_name->region) return false;
  const std::string today = DayOf(clock_.Now());
  names::AgencyName below = *unit_name;
  for (int step = 0; step < kDeepest; ++step) {
    budget::v1::GetAgencyRequest request;
    request.set_name(below.ToText());
    const auto agency = submission_.Call(rpc::Forward(call), *stub_, &Stub::GetAgency, request);
    if (!agency.ok()) {
      const absl::StatusCode code = agency.status().code();
      if (code == absl::StatusCode::kPermissionDenied || code == absl::StatusCode::kNotFound) return false;
      return agency.status();
    }
    below.agency = ParentOn(*agency, today);
    if (below.agency.empty()) return false;
    if (below == *department_name) return true;
  }
  return false;
}

}  // namespace clearbudget::agency_relations
