#include "clearbudget/budget/v1/budget_service.pb.h"
#include "services/submission/conversion/budget_request.h"
#include "services/submission/conversion/content_message.h"
#include "services/submission/conversion/head_message.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/conversion/view_message.h"
#include "services/submission/rpc/budget_methods.h"
#include "services/submission/rpc/page_of.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;
namespace v1 = budget::v1;

absl::StatusOr<v1::ListBudgetsResponse> Budgets(const HandlerContext& context, const CallContext& call,
                                                const v1::ListBudgetsRequest& request) {
  absl::StatusOr<names::AgencyName> parent = AgencyNameOrAllAt("parent", request.parent());
  if (!parent.ok()) return parent.status();
  absl::StatusOr<BudgetPage> page = context.use_cases.list_budgets.Run(
      call.scope, *parent, FilterFrom(request.filter()), PageOf(call, request));
  if (!page.ok()) return page.status();
  v1::ListBudgetsResponse response;
  for (const BudgetHead& head : page->budgets) *response.add_budgets() = ToMessage(head);
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::ListBudgetLinesResponse> Lines(const HandlerContext& context, const CallContext& call,
                                                  const v1::ListBudgetLinesRequest& request) {
  absl::StatusOr<DraftOrRevision> parent = DraftOrRevisionAt("parent", request.parent());
  if (!parent.ok()) return parent.status();
  absl::StatusOr<LinePage> page = context.use_cases.list_budget_lines.Run(
      call.scope, parent->budget, parent->revision, PageOf(call, request));
  if (!page.ok()) return page.status();
  v1::ListBudgetLinesResponse response;
  for (const StoredLine& line : page->lines) {
    if (absl::Status filled = FillLine(line, *response.add_lines()); !filled.ok()) return filled;
  }
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::ListBudgetRevisionsResponse> Revisions(const HandlerContext& context,
                                                          const CallContext& call,
                                                          const v1::ListBudgetRevisionsRequest& request) {
  absl::StatusOr<names::BudgetName> parent = BudgetNameAt("parent", request.parent());
  if (!parent.ok()) return parent.status();
  absl::StatusOr<RevisionPage> page =
      context.use_cases.list_budget_revisions.Run(call.scope, *parent, PageOf(call, request));
  if (!page.ok()) return page.status();
  v1::ListBudgetRevisionsResponse response;
  for (const RevisionHead& head : page->revisions) *response.add_revisions() = ToMessage(head);
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::ListBudgetChangesResponse> Changes(const HandlerContext& context, const CallContext& call,
                                                      const v1::ListBudgetChangesRequest& request) {
  absl::StatusOr<names::AgencyName> parent = AgencyNameOrAllAt("parent", request.parent());
  if (!parent.ok()) return parent.status();
  absl::StatusOr<ChangeFeedPage> page = context.use_cases.list_budget_changes.Run(
      call.scope, *parent,
      {.size = request.page_size(), .token = request.cursor(), .subject = call.caller.subject});
  if (!page.ok()) return page.status();
  v1::ListBudgetChangesResponse response;
  for (const LoggedChange& change : page->changes) *response.add_changes() = ToMessage(change);
  response.set_cursor(page->cursor);
  return response;
}

}  // namespace

void AddListMethods(const HandlerContext& context, rpc::ServiceMethods& methods) {
  const auto with = [context](auto handler) {
    return [context, handler](const CallContext& call, const auto& request) {
      return handler(context, call, request);
    };
  };
  methods.Add<v1::ListBudgetsRequest, v1::ListBudgetsResponse>("ListBudgets", with(Budgets));
  methods.Add<v1::ListBudgetLinesRequest, v1::ListBudgetLinesResponse>("ListBudgetLines", with(Lines));
  methods.Add<v1::ListBudgetRevisionsRequest, v1::ListBudgetRevisionsResponse>("ListBudgetRevisions",
                                                                               with(Revisions));
  methods.Add<v1::ListBudgetChangesRequest, v1::ListBudgetChangesResponse>("ListBudgetChanges",
                                                                           with(Changes));
}

}  // namespace clearbudget::submission
