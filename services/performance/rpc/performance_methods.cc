#include "services/performance/rpc/performance_methods.h"

#include "clearbudget/performance/v1/performance_service.pb.h"
#include "common/rpc/act_of.h"
#include "services/performance/conversion/evaluation_message.h"
#include "services/performance/conversion/report_message.h"
#include "services/performance/conversion/request_name.h"

namespace clearbudget::performance {
namespace {

using rpc::CallContext;

// Under a delegation an account is another caller than for itself.
std::string AskerOf(const identity::Caller& caller) {
  return caller.subject + "\n" + caller.delegation;
}

absl::StatusOr<v1::ProgressReport> Write(const HandlerContext& context, const CallContext& call,
                                         const v1::WriteProgressReportRequest& request) {
  const absl::StatusOr<NewReport> report = NewReportFrom(request);
  if (!report.ok()) return report.status();
  const absl::StatusOr<StoredReport> stored = context.write_progress_report.Run(
      call.scope, rpc::ActOf(call, kPerformanceService, request, context.clock), call.Limits(), *report);
  if (!stored.ok()) return stored.status();
  return ToMessage(*stored);
}

absl::StatusOr<v1::ProgressReport> GetReport(const HandlerContext& context, const CallContext& call,
                                             const v1::GetProgressReportRequest& request) {
  const auto name = ProgressReportNameAt("name", request.name());
  if (!name.ok()) return name.status();
  const absl::StatusOr<StoredReport> stored = context.reports.FindReport(call.scope, *name);
  if (!stored.ok()) return stored.status();
  return ToMessage(*stored);
}

absl::StatusOr<v1::Evaluation> Create(const HandlerContext& context, const CallContext& call,
                                      const v1::CreateEvaluationRequest& request) {
  const auto revision = RevisionNameAt("parent", request.parent());
  if (!revision.ok()) return revision.status();
  const auto report = ProgressReportNameAt("progress_report", request.progress_report());
  if (!report.ok()) return report.status();
  const absl::StatusOr<StoredEvaluation> evaluation =
      context.create_evaluation.Run(call.scope, rpc::ActOf(call, kPerformanceService, request, context.clock),
                                    call.Limits(), *revision, *report);
  if (!evaluation.ok()) return evaluation.status();
  return ToMessage(*evaluation);
}

absl::StatusOr<v1::Evaluation> GetEvaluation(const HandlerContext& context, const CallContext& call,
                                             const v1::GetEvaluationRequest& request) {
  const auto name = EvaluationNameAt("name", request.name());
  if (!name.ok()) return name.status();
  const absl::StatusOr<StoredEvaluation> evaluation = context.evaluations.FindEvaluation(call.scope, *name);
  if (!evaluation.ok()) return evaluation.status();
  return ToMessage(*evaluation);
}

absl::StatusOr<v1::ListEvaluationsResponse> List(const HandlerContext& context, const CallContext& call,
                                                 const v1::ListEvaluationsRequest& request) {
  const auto parent = RevisionNameAt("parent", request.parent());
  if (!parent.ok()) return parent.status();
  absl::StatusOr<EvaluationPage> page = context.list_evaluations.Run(
      call.scope, *parent,
      {.size = request.page_size(), .token = request.page_token(), .subject = AskerOf(call.caller)});
  if (!page.ok()) return page.status();
  v1::ListEvaluationsResponse response;
  for (const StoredEvaluation& evaluation : page->evaluations) {
    absl::StatusOr<v1::Evaluation> message = ToMessage(evaluation);
    if (!message.ok()) return message.status();
    *response.add_evaluations() = *std::move(message);
  }
  response.set_next_page_token(page->next_page_token);
  return response;
}

}  // namespace

void AddPerformanceMethods(const HandlerContext& context, rpc::ServiceMethods& methods) {
  const auto with = [context](auto handler) {
    return [context, handler](const CallContext& call, const auto& request) {
      return handler(context, call, request);
    };
  };
  methods.Add<v1::WriteProgressReportRequest, v1::ProgressReport>("WriteProgressReport", with(Write));
  methods.Add<v1::GetProgressReportRequest, v1::ProgressReport>("GetProgressReport", with(GetReport));
  methods.Add<v1::CreateEvaluationRequest, v1::Evaluation>("CreateEvaluation", with(Create));
  methods.Add<v1::GetEvaluationRequest, v1::Evaluation>("GetEvaluation", with(GetEvaluation));
  methods.Add<v1::ListEvaluationsRequest, v1::ListEvaluationsResponse>("ListEvaluations", with(List));
}

}  // namespace clearbudget::performance
