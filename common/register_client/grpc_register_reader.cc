#include "common/register_client/grpc_register_reader.h"

#include <string>

#include "common/errors/error.h"

namespace clearbudget::register_client {
namespace {

constexpr int kPageSize = 1000;
// A register whose pages do not end is broken.
constexpr int kMostPages = 1000;

// Puts the page's agencies into those of the region. False where the page does not follow the contract.
bool AddPage(const budget::v1::ListAgenciesResponse& page, const names::RegionName& region,
             RegionAgencies& agencies) {
  for (const budget::v1::Agency& agency : page.agencies()) {
    const auto name = names::ParseAgencyName(agency.name());
    if (!name.ok() || name->Region() != region) return false;
    for (const budget::v1::AgencyAttributes& attributes : agency.attributes()) {
      agencies.Add(name->agency, attributes.valid_from(), attributes.parent());
    }
  }
  return true;
}

rpc::Delegation DelegationFrom(const budget::v1::Delegation& message, const names::DelegationName& name) {
  return {.name = message.name(),
          .delegator = message.delegator(),
          .delegate = message.delegate(),
          .roles = {message.roles().begin(), message.roles().end()},
          .agency = message.agency(),
          .region = name.Region().ToText(),
          .first_day = message.first_day(),
          .last_day = message.last_day(),
          .revoked = message.revoked()};
}

}  // namespace

absl::Status GrpcRegisterReader::Broken() const {
  return errors::Error(errors::Reason::kBackendFailed, {{"backend", submission_.name()}});
}

absl::StatusOr<RegionAgencies> GrpcRegisterReader::ReadAgencies(const names::RegionName& region,
                                                                const ports::CallLimits& limits) {
  using Stub = budget::v1::AgencyService::StubInterface;
  RegionAgencies agencies;
  budget::v1::ListAgenciesRequest request;
  request.set_parent(region.ToText());
  request.set_page_size(kPageSize);
  for (int pages = 0; pages < kMostPages; ++pages) {
    const absl::StatusOr<budget::v1::ListAgenciesResponse> page =
        submission_.Call(limits, *agencies_, &Stub::ListAgencies, request);
    if (!page.ok()) return page.status();
    if (!AddPage(*page, region, agencies)) return Broken();
    if (page->next_page_token().empty()) return agencies;
    request.set_page_token(page->next_page_token());
  }
  return Broken();
}

absl::StatusOr<std::optional<rpc::Delegation>> GrpcRegisterReader::ReadDelegation(
    const names::DelegationName& name, const ports::CallLimits& limits) {
  using Stub = budget::v1::DelegationService::StubInterface;
  budget::v1::GetDelegationRequest request;
  request.set_name(name.ToText());
  const absl::StatusOr<budget::v1::Delegation> delegation =
      submission_.Call(limits, *delegations_, &Stub::GetDelegation, request);
  if (delegation.status().code() == absl::StatusCode::kNotFound) return std::optional<rpc::Delegation>();
  if (!delegation.ok()) return delegation.status();
  if (delegation->name() != request.name()) return Broken();
  return std::optional<rpc::Delegation>(DelegationFrom(*delegation, name));
}

}  // namespace clearbudget::register_client
