#include "services/cli/client/client.h"

#include <fmt/format.h>

#include <utility>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "clearbudget/budget/v1/budget_service.grpc.pb.h"
#include "clearbudget/budget/v1/delegation_service.grpc.pb.h"
#include "clearbudget/disclosure/v1/statement_service.grpc.pb.h"
#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "services/cli/client/gateway_channel.h"

namespace clearbudget::cli {

using budget::v1::AgencyService;
using budget::v1::BudgetService;
using budget::v1::DelegationService;
using disclosure::v1::StatementService;
using pack::v1::PackService;
using performance::v1::PerformanceService;

struct Client::Stubs {
  explicit Stubs(const Connection& connection)
      : gateway(connection),
        agencies(AgencyService::NewStub(gateway.channel())),
        budgets(BudgetService::NewStub(gateway.channel())),
        delegations(DelegationService::NewStub(gateway.channel())),
        performance(PerformanceService::NewStub(gateway.channel())),
        statements(StatementService::NewStub(gateway.channel())),
        packs(PackService::NewStub(gateway.channel())) {}

  GatewayChannel gateway;
  std::unique_ptr<AgencyService::StubInterface> agencies;
  std::unique_ptr<BudgetService::StubInterface> budgets;
  std::unique_ptr<DelegationService::StubInterface> delegations;
  std::unique_ptr<PerformanceService::StubInterface> performance;
  std::unique_ptr<StatementService::StubInterface> statements;
  std::unique_ptr<PackService::StubInterface> packs;
};

Client::Client(Connection connection, const ports::Clock& clock, Pause pause)
    : connection_(std::move(connection)),
      clock_(clock),
      retry_(clock, std::move(pause)),
      stubs_(std::make_unique<Stubs>(connection_)) {}

Client::~Client() = default;

const GatewayChannel& Client::gateway() const {
  return stubs_->gateway;
}

absl::Status Client::Repeat(const std::function<absl::Status(ports::Instant deadline)>& call) const {
  const ports::Instant deadline = clock_.Now() + connection_.time_limit;
  return retry_.Run(deadline, [&] { return call(deadline); }, connection_.waiting);
}

template <typename Response, typename Stub, typename Method, typename Request>
absl::StatusOr<Response> Client::Send(Stub& stub, Method method, const Request& request) const {
  Response response;
  const absl::Status status = Repeat([&](ports::Instant deadline) {
    const auto context = stubs_->gateway.NewContext(deadline);
    response.Clear();
    return stubs_->gateway.ToStatus((stub.*method)(context.get(), request, &response));
  });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<budget::v1::Agency> Client::Call(const budget::v1::CreateAgencyRequest& request) const {
  return Send<budget::v1::Agency>(*stubs_->agencies, &AgencyService::StubInterface::CreateAgency, request);
}

absl::StatusOr<budget::v1::Agency> Client::Call(const budget::v1::UpdateAgencyRequest& request) const {
  return Send<budget::v1::Agency>(*stubs_->agencies, &AgencyService::StubInterface::UpdateAgency, request);
}

absl::StatusOr<budget::v1::Agency> Client::Call(const budget::v1::GetAgencyRequest& request) const {
  return Send<budget::v1::Agency>(*stubs_->agencies, &AgencyService::StubInterface::GetAgency, request);
}

absl::StatusOr<budget::v1::ListAgenciesResponse> Client::Call(
    const budget::v1::ListAgenciesRequest& request) const {
  return Send<budget::v1::ListAgenciesResponse>(*stubs_->agencies,
                                                &AgencyService::StubInterface::ListAgencies, request);
}

absl::StatusOr<budget::v1::Budget> Client::Call(const budget::v1::CreateBudgetRequest& request) const {
  return Send<budget::v1::Budget>(*stubs_->budgets, &BudgetService::StubInterface::CreateBudget, request);
}

absl::StatusOr<budget::v1::Budget> Client::Call(const budget::v1::GetBudgetRequest& request) const {
  return Send<budget::v1::Budget>(*stubs_->budgets, &BudgetService::StubInterface::GetBudget, request);
}

absl::StatusOr<budget::v1::ListBudgetsResponse> Client::Call(
    const budget::v1::ListBudgetsRequest& request) const {
  return Send<budget::v1::ListBudgetsResponse>(*stubs_->budgets, &BudgetService::StubInterface::ListBudgets,
                                               request);
}

absl::StatusOr<budget::v1::Budget> Client::Call(const budget::v1::UpdateBudgetRequest& request) const {
  return Send<budget::v1::Budget>(*stubs_->budgets, &BudgetService::StubInterface::UpdateBudget, request);
}

absl::StatusOr<budget::v1::WriteBudgetLinesResponse> Client::Call(
    const budget::v1::WriteBudgetLinesRequest& request) const {
  return Send<budget::v1::WriteBudgetLinesResponse>(*stubs_->budgets,
                                                    &BudgetService::StubInterface::WriteBudgetLines, request);
}

absl::StatusOr<budget::v1::ListBudgetLinesResponse> Client::Call(
    const budget::v1::ListBudgetLinesRequest& request) const {
  return Send<budget::v1::ListBudgetLinesResponse>(*stubs_->budgets,
                                                   &BudgetService::StubInterface::ListBudgetLines, request);
}

absl::StatusOr<type::v1::CheckReport> Client::Call(const budget::v1::CheckBudgetRequest& request) const {
  return Send<type::v1::CheckReport>(*stubs_->budgets, &BudgetService::StubInterface::CheckBudget, request);
}

absl::StatusOr<budget::v1::BudgetRevision> Client::Call(
    const budget::v1::SubmitBudgetRequest& request) const {
  return Send<budget::v1::BudgetRevision>(*stubs_->budgets, &BudgetService::StubInterface::SubmitBudget,
                                          request);
}

absl::StatusOr<budget::v1::BudgetRevision> Client::Call(
    const budget::v1::ReturnBudgetRequest& request) const {
  return Send<budget::v1::BudgetRevision>(*stubs_->budgets, &BudgetService::StubInterface::ReturnBudget,
                                          request);
}

absl::StatusOr<budget::v1::BudgetRevision> Client::Call(
    const budget::v1::ApproveBudgetRequest& request) const {
  return Send<budget::v1::BudgetRevision>(*stubs_->budgets, &BudgetService::StubInterface::ApproveBudget,
                                          request);
}

absl::StatusOr<budget::v1::BudgetRevision> Client::Call(
    const budget::v1::GetBudgetRevisionRequest& request) const {
  return Send<budget::v1::BudgetRevision>(*stubs_->budgets, &BudgetService::StubInterface::GetBudgetRevision,
                                          request);
}

absl::StatusOr<budget::v1::ListBudgetRevisionsResponse> Client::Call(
    const budget::v1::ListBudgetRevisionsRequest& request) const {
  return Send<budget::v1::ListBudgetRevisionsResponse>(
      *stubs_->budgets, &BudgetService::StubInterface::ListBudgetRevisions, request);
}

absl::StatusOr<budget::v1::ListBudgetChangesResponse> Client::Call(
    const budget::v1::ListBudgetChangesRequest& request) const {
  return Send<budget::v1::ListBudgetChangesResponse>(
      *stubs_->budgets, &BudgetService::StubInterface::ListBudgetChanges, request);
}

absl::StatusOr<budget::v1::Delegation> Client::Call(
    const budget::v1::CreateDelegationRequest& request) const {
  return Send<budget::v1::Delegation>(*stubs_->delegations,
                                      &DelegationService::StubInterface::CreateDelegation, request);
}

absl::StatusOr<budget::v1::Delegation> Client::Call(const budget::v1::GetDelegationRequest& request) const {
  return Send<budget::v1::Delegation>(*stubs_->delegations, &DelegationService::StubInterface::GetDelegation,
                                      request);
}

absl::StatusOr<budget::v1::ListDelegationsResponse> Client::Call(
    const budget::v1::ListDelegationsRequest& request) const {
  return Send<budget::v1::ListDelegationsResponse>(
      *stubs_->delegations, &DelegationService::StubInterface::ListDelegations, request);
}

absl::StatusOr<budget::v1::Delegation> Client::Call(
    const budget::v1::RevokeDelegationRequest& request) const {
  return Send<budget::v1::Delegation>(*stubs_->delegations,
                                      &DelegationService::StubInterface::RevokeDelegation, request);
}

absl::StatusOr<performance::v1::ProgressReport> Client::Call(
    const performance::v1::WriteProgressReportRequest& request) const {
  return Send<performance::v1::ProgressReport>(
      *stubs_->performance, &PerformanceService::StubInterface::WriteProgressReport, request);
}

absl::StatusOr<performance::v1::ProgressReport> Client::Call(
    const performance::v1::GetProgressReportRequest& request) const {
  return Send<performance::v1::ProgressReport>(
      *stubs_->performance, &PerformanceService::StubInterface::GetProgressReport, request);
}

absl::StatusOr<performance::v1::Evaluation> Client::Call(
    const performance::v1::CreateEvaluationRequest& request) const {
  return Send<performance::v1::Evaluation>(*stubs_->performance,
                                           &PerformanceService::StubInterface::CreateEvaluation, request);
}

absl::StatusOr<performance::v1::Evaluation> Client::Call(
    const performance::v1::GetEvaluationRequest& request) const {
  return Send<performance::v1::Evaluation>(*stubs_->performance,
                                           &PerformanceService::StubInterface::GetEvaluation, request);
}

absl::StatusOr<performance::v1::ListEvaluationsResponse> Client::Call(
    const performance::v1::ListEvaluationsRequest& request) const {
  return Send<performance::v1::ListEvaluationsResponse>(
      *stubs_->performance, &PerformanceService::StubInterface::ListEvaluations, request);
}

absl::StatusOr<disclosure::v1::RenderedStatement> Client::Call(
    const disclosure::v1::RenderStatementRequest& request) const {
  return Send<disclosure::v1::RenderedStatement>(*stubs_->statements,
                                                 &StatementService::StubInterface::RenderStatement, request);
}

absl::StatusOr<disclosure::v1::ListFormatsResponse> Client::Call(
    const disclosure::v1::ListFormatsRequest& request) const {
  return Send<disclosure::v1::ListFormatsResponse>(*stubs_->statements,
                                                   &StatementService::StubInterface::ListFormats, request);
}

absl::StatusOr<pack::v1::ListPacksResponse> Client::Call(const pack::v1::ListPacksRequest& request) const {
  return Send<pack::v1::ListPacksResponse>(*stubs_->packs, &PackService::StubInterface::ListPacks, request);
}

absl::StatusOr<pack::v1::ResolvedPack> Client::Call(const pack::v1::GetPackRequest& request) const {
  return Send<pack::v1::ResolvedPack>(*stubs_->packs, &PackService::StubInterface::GetPack, request);
}

}  // namespace clearbudget::cli
