#include "services/disclosure/adapters/grpc_budget_reader.h"

#include <string>

#include "services/disclosure/conversion/view_message.h"

namespace clearbudget::disclosure {

absl::StatusOr<DisclosableRevision> GrpcBudgetReader::ReadRevision(const rpc::CallContext& call,
                                                                   std::string_view name) {
  clearbudget::budget::v1::GetDisclosableViewRequest request;
  request.set_name(std::string(name));
  absl::StatusOr<clearbudget::budget::v1::DisclosableView> view =
      submission_.Call(rpc::Forward(call), *stub_, &Stub::GetDisclosableView, request);
  if (!view.ok()) return view.status();
  return FromMessage(*view);
}

}  // namespace clearbudget::disclosure
