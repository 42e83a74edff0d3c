#include "services/submission/rpc/agency_methods.h"

#include <optional>
#include <utility>

#include "clearbudget/budget/v1/agency_service.pb.h"
#include "common/errors/error.h"
#include "common/rpc/act_of.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/rpc/page_of.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;
namespace v1 = budget::v1;

// The request has passed the checks of the contract, so that only a name of another kind is left to refuse.
absl::StatusOr<Agency> AgencyFrom(const v1::Agency& message) {
  if (absl::StatusOr<names::AgencyName> name = AgencyNameAt("agency.name", message.name()); !name.ok()) {
    return name.status();
  }
  std::optional<Agency> agency = AgencyFromMessage(message);
  if (!agency.has_value()) return errors::Error(errors::Reason::kInternal);
  return *std::move(agency);
}

absl::Status EtagViolation(errors::Reason reason, const std::string& given, std::string_view chinese,
                           std::string_view english) {
  return errors::BadRequest({{"agency.etag", given, reason, std::string(chinese), std::string(english)}});
}

absl::StatusOr<v1::Agency> Create(UseCases& use_cases, const ports::Clock& clock, const CallContext& call,
                                  const v1::CreateAgencyRequest& request) {
  absl::StatusOr<Agency> agency = AgencyFrom(request.agency());
  if (!agency.ok()) return agency.status();
  if (const std::string& etag = request.agency().etag(); !etag.empty()) {
    return EtagViolation(errors::Reason::kNotAllowed, etag, "新建时为空", "nothing at creation");
  }
  absl::StatusOr<Agency> created = use_cases.create_agency.Run(
      call.scope, rpc::ActOf(call, kAgencyService, request, clock), *std::move(agency));
  if (!created.ok()) return created.status();
  return ToMessage(*created);
}

absl::StatusOr<v1::Agency> Update(UseCases& use_cases, const ports::Clock& clock, const CallContext& call,
                                  const v1::UpdateAgencyRequest& request) {
  absl::StatusOr<Agency> agency = AgencyFrom(request.agency());
  if (!agency.ok()) return agency.status();
  const std::string& etag = request.agency().etag();
  if (etag.empty()) {
    return EtagViolation(errors::Reason::kRequired, "", "读取时得到的 etag", "the etag that was read");
  }
  absl::StatusOr<Agency> updated = use_cases.update_agency.Run(
      call.scope, rpc::ActOf(call, kAgencyService, request, clock), *std::move(agency), etag);
  if (!updated.ok()) return updated.status();
  return ToMessage(*updated);
}

absl::StatusOr<v1::Agency> Get(UseCases& use_cases, const CallContext& call,
                               const v1::GetAgencyRequest& request) {
  absl::StatusOr<names::AgencyName> name = AgencyNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<Agency> agency = use_cases.ports.agencies.FindAgency(call.scope, *name);
  if (!agency.ok()) return agency.status();
  return ToMessage(*agency);
}

absl::StatusOr<v1::ListAgenciesResponse> List(UseCases& use_cases, const CallContext& call,
                                              const v1::ListAgenciesRequest& request) {
  absl::StatusOr<names::RegionName> region = RegionNameAt("parent", request.parent());
  if (!region.ok()) return region.status();
  absl::StatusOr<AgencyPage> page = use_cases.list_agencies.Run(call.scope, *region, PageOf(call, request));
  if (!page.ok()) return page.status();
  v1::ListAgenciesResponse response;
  for (const Agency& agency : page->agencies) *response.add_agencies() = ToMessage(agency);
  response.set_next_page_token(page->next_page_token);
  return response;
}

}  // namespace

void AddAgencyMethods(UseCases& use_cases, const ports::Clock& clock, rpc::ServiceMethods& methods) {
  methods.Add<v1::CreateAgencyRequest, v1::Agency>(
      "CreateAgency", [&use_cases, &clock](const CallContext& call, const v1::CreateAgencyRequest& request) {
        return Create(use_cases, clock, call, request);
      });
  methods.Add<v1::UpdateAgencyRequest, v1::Agency>(
      "UpdateAgency", [&use_cases, &clock](const CallContext& call, const v1::UpdateAgencyRequest& request) {
        return Update(use_cases, clock, call, request);
      });
  methods.Add<v1::GetAgencyRequest, v1::Agency>(
      "GetAgency", [&use_cases](const CallContext& call, const v1::GetAgencyRequest& request) {
        return Get(use_cases, call, request);
      });
  methods.Add<v1::ListAgenciesRequest, v1::ListAgenciesResponse>(
      "ListAgencies", [&use_cases](const CallContext& call, const v1::ListAgenciesRequest& request) {
        return List(use_cases, call, request);
      });
}

}  // namespace clearbudget::submission
