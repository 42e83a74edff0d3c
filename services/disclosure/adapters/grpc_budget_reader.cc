#include "services/disclosure/adapters/grpc_budget_reader.h"

#include <string>

#include "common/errors/error.h"
#include "services/disclosure/conversion/view_message.h"

namespace clearbudget::disclosure {

absl::StatusOr<DisclosableRevision> GrpcBudgetReader::ReadRevision(const ports::CallLimits& limits,
                                                                   std::string_view name) {
  clearbudget::budget::v1::GetDisclosableViewRequest request;
  request.set_name(std::string(name));
  absl::StatusOr<clearbudget::budget::v1::DisclosableView> view =
      submission_.Call(limits, *stub_, &Stub::GetDisclosableView, request);
  if (!view.ok()) return view.status();
  if (view->revision() != name)
    return errors::Error(errors::Reason::kBackendFailed, {{"backend", "submission"}});
  return FromMessage(*view);
}

}  // namespace clearbudget::disclosure
