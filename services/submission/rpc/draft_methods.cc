#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/rpc/act_of.h"
#include "services/submission/conversion/budget_request.h"
#include "services/submission/conversion/content_message.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/report_message.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/rpc/budget_methods.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;
namespace v1 = budget::v1;

absl::StatusOr<v1::Budget> Create(const HandlerContext& context, const CallContext& call,
                                  const v1::CreateBudgetRequest& request) {
  absl::StatusOr<NewBudget> budget = NewBudgetFrom(request, context.catalogue);
  if (!budget.ok()) return budget.status();
  absl::StatusOr<BudgetHead> head = context.use_cases.create_budget.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *std::move(budget));
  if (!head.ok()) return head.status();
  return ToMessage(*head);
}

absl::StatusOr<v1::Budget> Get(const HandlerContext& context, const CallContext& call,
                               const v1::GetBudgetRequest& request) {
  absl::StatusOr<names::BudgetName> name = BudgetNameAt("name", request.name());
  if (!name.ok()) return name.status();
  const View view = ViewFromMessage(request.view());
  absl::StatusOr<Draft> draft = context.use_cases.get_budget.Run(call.scope, *name, view);
  if (!draft.ok()) return draft.status();
  v1::Budget budget = ToMessage(draft->head);
  if (view == View::kHead) return budget;
  absl::Status filled = FillContent(draft->content, draft->lines, *budget.mutable_content());
  if (!filled.ok()) return filled;
  if (absl::Status size = CheckSize(budget, request.name()); !size.ok()) return size;
  return budget;
}

absl::StatusOr<v1::Budget> Update(const HandlerContext& context, const CallContext& call,
                                  const v1::UpdateBudgetRequest& request) {
  absl::StatusOr<BudgetUpdate> update = UpdateFrom(request, context.catalogue);
  if (!update.ok()) return update.status();
  absl::StatusOr<BudgetHead> head = context.use_cases.update_budget.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *update);
  if (!head.ok()) return head.status();
  return ToMessage(*head);
}

absl::StatusOr<v1::WriteBudgetLinesResponse> WriteLines(const HandlerContext& context,
                                                        const CallContext& call,
                                                        const v1::WriteBudgetLinesRequest& request) {
  absl::StatusOr<LineBatch> batch = BatchFrom(request, context.catalogue);
  if (!batch.ok()) return batch.status();
  absl::StatusOr<LinesWritten> lines = context.use_cases.write_budget_lines.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *batch);
  if (!lines.ok()) return lines.status();
  return ToMessage(*lines);
}

absl::StatusOr<type::v1::CheckReport> Check(const HandlerContext& context, const CallContext& call,
                                            const v1::CheckBudgetRequest& request) {
  absl::StatusOr<DraftOrRevision> name = DraftOrRevisionAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<CheckedBudget> checked =
      context.use_cases.check_budget.Run(call.scope, name->budget, name->revision, request.include_silent());
  if (!checked.ok()) return checked.status();
  type::v1::CheckReport report = ToMessage(*checked);
  if (absl::Status size = CheckSize(report, request.name()); !size.ok()) return size;
  return report;
}

absl::StatusOr<v1::BudgetRevision> Submit(const HandlerContext& context, const CallContext& call,
                                          const v1::SubmitBudgetRequest& request) {
  absl::StatusOr<names::BudgetName> name = BudgetNameAt("name", request.name());
  if (!name.ok()) return name.status();
  absl::StatusOr<RevisionHead> revision = context.use_cases.submit_budget.Run(
      call.scope, rpc::ActOf(call, kBudgetService, request, context.clock), *name, request.etag(),
      request.comment());
  if (!revision.ok()) return revision.status();
  return ToMessage(*revision);
}

}  // namespace

void AddDraftMethods(const HandlerContext& context, rpc::ServiceMethods& methods) {
  const auto with = [context](auto handler) {
    return [context, handler](const CallContext& call, const auto& request) {
      return handler(context, call, request);
    };
  };
  methods.Add<v1::CreateBudgetRequest, v1::Budget>("CreateBudget", with(Create));
  methods.Add<v1::GetBudgetRequest, v1::Budget>("GetBudget", with(Get));
  methods.Add<v1::UpdateBudgetRequest, v1::Budget>("UpdateBudget", with(Update));
  methods.Add<v1::WriteBudgetLinesRequest, v1::WriteBudgetLinesResponse>("WriteBudgetLines",
                                                                         with(WriteLines));
  methods.Add<v1::CheckBudgetRequest, type::v1::CheckReport>("CheckBudget", with(Check));
  methods.Add<v1::SubmitBudgetRequest, v1::BudgetRevision>("SubmitBudget", with(Submit));
}

}  // namespace clearbudget::submission
