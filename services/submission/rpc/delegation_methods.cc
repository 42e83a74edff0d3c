#include "services/submission/rpc/delegation_methods.h"

#include <utility>

#include "clearbudget/budget/v1/delegation_service.pb.h"
#include "common/rpc/act_of.h"
#include "services/submission/conversion/delegation_message.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/rpc/page_of.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;
namespace v1 = budget::v1;

absl::StatusOr<v1::Delegation> MessageOf(const absl::StatusOr<Delegation>& delegation) {
  if (!delegation.ok()) return delegation.status();
  return ToMessage(*delegation);
}

absl::StatusOr<v1::Delegation> Create(UseCases& use_cases, const ports::Clock& clock, const CallContext& call,
                                      const v1::CreateDelegationRequest& request) {
  absl::StatusOr<Delegation> delegation = NewDelegationFrom(request);
  if (!delegation.ok()) return delegation.status();
  return MessageOf(use_cases.create_delegation.Run(
      call.scope, rpc::ActOf(call, kDelegationService, request, clock), *std::move(delegation)));
}

absl::StatusOr<v1::Delegation> Get(UseCases& use_cases, const CallContext& call,
                                   const v1::GetDelegationRequest& request) {
  absl::StatusOr<names::DelegationName> name = DelegationNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<v1::Delegation> delegation =
      MessageOf(use_cases.get_delegation.Run(call.scope, call.caller, *name));
  // Another service asks whether it holds; why it was made concerns people only.
  if (delegation.ok() && !call.service.empty()) delegation->clear_reason();
  return delegation;
}

absl::StatusOr<v1::ListDelegationsResponse> List(UseCases& use_cases, const CallContext& call,
                                                 const v1::ListDelegationsRequest& request) {
  absl::StatusOr<names::RegionName> region = RegionNameAt("parent", request.parent());
  if (!region.ok()) return region.status();
  absl::StatusOr<DelegationPage> page =
      use_cases.list_delegations.Run(call.scope, call.caller, *region, PageOf(call, request));
  if (!page.ok()) return page.status();
  v1::ListDelegationsResponse response;
  for (const Delegation& delegation : page->delegations) *response.add_delegations() = ToMessage(delegation);
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::Delegation> Revoke(UseCases& use_cases, const ports::Clock& clock, const CallContext& call,
                                      const v1::RevokeDelegationRequest& request) {
  absl::StatusOr<names::DelegationName> name = DelegationNameAt("name", request.name());
  if (!name.ok()) return name.status();
  return MessageOf(use_cases.revoke_delegation.Run(
      call.scope, rpc::ActOf(call, kDelegationService, request, clock), *name, request.etag()));
}

}  // namespace

void AddDelegationMethods(UseCases& use_cases, const ports::Clock& clock, rpc::ServiceMethods& methods) {
  methods.Add<v1::CreateDelegationRequest, v1::Delegation>(
      "CreateDelegation",
      [&use_cases, &clock](const CallContext& call, const v1::CreateDelegationRequest& request) {
        return Create(use_cases, clock, call, request);
      });
  methods.Add<v1::GetDelegationRequest, v1::Delegation>(
      "GetDelegation", [&use_cases](const CallContext& call, const v1::GetDelegationRequest& request) {
        return Get(use_cases, call, request);
      });
  methods.Add<v1::ListDelegationsRequest, v1::ListDelegationsResponse>(
      "ListDelegations", [&use_cases](const CallContext& call, const v1::ListDelegationsRequest& request) {
        return List(use_cases, call, request);
      });
  methods.Add<v1::RevokeDelegationRequest, v1::Delegation>(
      "RevokeDelegation",
      [&use_cases, &clock](const CallContext& call, const v1::RevokeDelegationRequest& request) {
        return Revoke(use_cases, clock, call, request);
      });
}

}  // namespace clearbudget::submission
