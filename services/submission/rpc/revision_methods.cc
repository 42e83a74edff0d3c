#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/rpc/act_of.h"
#include "services/submission/conversion/budget_request.h"
#include "services/submission/conversion/content_message.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/conversion/view_message.h"
#include "services/submission/rpc/budget_methods.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;
namespace v1 = budget::v1;

absl::StatusOr<v1::BudgetRevision> Return(const HandlerContext& context, const CallContext& call,
                                          const v1::ReturnBudgetRequest& request) {
  absl::StatusOr<names::RevisionName> name = RevisionNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<RevisionHead> revision = context.use_cases.return_budget.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *name, request.etag(),
      request.comment());
  if (!revision.ok()) return revision.status();
  return ToMessage(*revision);
}

absl::StatusOr<v1::BudgetRevision> Approve(const HandlerContext& context, const CallContext& call,
                                           const v1::ApproveBudgetRequest& request) {
  absl::StatusOr<names::RevisionName> name = RevisionNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<RevisionHead> revision = context.use_cases.approve_budget.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *name, request.etag(),
      ApprovalFrom(request));
  if (!revision.ok()) return revision.status();
  return ToMessage(*revision);
}

absl::StatusOr<v1::BudgetRevision> Get(const HandlerContext& context, const CallContext& call,
                                       const v1::GetBudgetRevisionRequest& request) {
  absl::StatusOr<names::RevisionName> name = RevisionNameAt("name", request.name());
  if (!name.ok()) return name.status();
  const View view = ViewFromMessage(request.view());
  absl::StatusOr<RevisionView> found = context.use_cases.get_budget_revision.Run(call.scope, *name, view);
  if (!found.ok()) return found.status();
  v1::BudgetRevision revision = ToMessage(found->head);
  if (view == View::kHead) return revision;
  if (absl::Status filled = FillContent(found->content, {}, *revision.mutable_content()); !filled.ok())
    return filled;
  if (absl::Status size = CheckSize(revision, request.name()); !size.ok()) return size;
  return revision;
}

absl::StatusOr<v1::DisclosableView> GetView(const HandlerContext& context, const CallContext& call,
                                            const v1::GetDisclosableViewRequest& request) {
  absl::StatusOr<names::RevisionName> name = RevisionNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<Disclosable> view = context.use_cases.get_disclosable_view.Run(call.scope, *name);
  if (!view.ok()) return view.status();
  v1::DisclosableView message = ToMessage(*view);
  if (absl::Status size = CheckSize(message, request.name()); !size.ok()) return size;
  return message;
}

}  // namespace

void AddRevisionMethods(const HandlerContext& context, rpc::ServiceMethods& methods) {
  const auto with = [context](auto handler) {
    return [context, handler](const CallContext& call, const auto& request) {
      return handler(context, call, request);
    };
  };
  methods.Add<v1::ReturnBudgetRequest, v1::BudgetRevision>("ReturnBudget", with(Return));
  methods.Add<v1::ApproveBudgetRequest, v1::BudgetRevision>("ApproveBudget", with(Approve));
  methods.Add<v1::GetBudgetRevisionRequest, v1::BudgetRevision>("GetBudgetRevision", with(Get));
  methods.Add<v1::GetDisclosableViewRequest, v1::DisclosableView>("GetDisclosableView", with(GetView));
}

}  // namespace clearbudget::submission
