// The suite as the program calls it: one overload a method of the contract, told apart by its request.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/agency_service.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/budget/v1/delegation_service.pb.h"
#include "clearbudget/disclosure/v1/statement_service.pb.h"
#include "clearbudget/pack/v1/pack_service.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "common/ports/clock.h"
#include "services/cli/client/retry.h"

namespace clearbudget::cli {

class GatewayChannel;

// PEM texts.
struct TlsTexts {
  std::string ca = {};           // Whose word on the gateway is taken.
  std::string certificate = {};  // Of this program; empty for none.
  std::string certificate_key = {};
};

struct Connection {
  std::string gateway;               // host:port
  std::string token = {};            // Empty where the certificate says who calls.
  std::string acting_for = {};       // A delegation; empty for none.
  std::optional<TlsTexts> tls = {};  // None: without TLS.
  // For one call with all its repetitions.
  std::chrono::milliseconds time_limit{30'000};
  // Told while the gateway does not answer and the call is repeated.
  std::function<void()> waiting = [] {};
};

// Connects at the first call. Errors of every method: those of the contract, with reason, metadata and
// violations; UNAVAILABLE where nobody answered within the time limit.
class Client {
 public:
  Client(Connection connection, const ports::Clock& clock, Pause pause);
  ~Client();

  absl::StatusOr<budget::v1::Agency> Call(const budget::v1::CreateAgencyRequest& request) const;
  absl::StatusOr<budget::v1::Agency> Call(const budget::v1::UpdateAgencyRequest& request) const;
  absl::StatusOr<budget::v1::Agency> Call(const budget::v1::GetAgencyRequest& request) const;
  absl::StatusOr<budget::v1::ListAgenciesResponse> Call(const budget::v1::ListAgenciesRequest& request) const;

  absl::StatusOr<budget::v1::Budget> Call(const budget::v1::CreateBudgetRequest& request) const;
  absl::StatusOr<budget::v1::Budget> Call(const budget::v1::GetBudgetRequest& request) const;
  absl::StatusOr<budget::v1::ListBudgetsResponse> Call(const budget::v1::ListBudgetsRequest& request) const;
  absl::StatusOr<budget::v1::Budget> Call(const budget::v1::UpdateBudgetRequest& request) const;
  absl::StatusOr<budget::v1::WriteBudgetLinesResponse> Call(
      const budget::v1::WriteBudgetLinesRequest& request) const;
  absl::StatusOr<budget::v1::ListBudgetLinesResponse> Call(
      const budget::v1::ListBudgetLinesRequest& request) const;
  absl::StatusOr<type::v1::CheckReport> Call(const budget::v1::CheckBudgetRequest& request) const;
  absl::StatusOr<budget::v1::BudgetRevision> Call(const budget::v1::SubmitBudgetRequest& request) const;
  absl::StatusOr<budget::v1::BudgetRevision> Call(const budget::v1::ReturnBudgetRequest& request) const;
  absl::StatusOr<budget::v1::BudgetRevision> Call(const budget::v1::ApproveBudgetRequest& request) const;
  absl::StatusOr<budget::v1::BudgetRevision> Call(const budget::v1::GetBudgetRevisionRequest& request) const;
  absl::StatusOr<budget::v1::ListBudgetRevisionsResponse> Call(
      const budget::v1::ListBudgetRevisionsRequest& request) const;
  absl::StatusOr<budget::v1::ListBudgetChangesResponse> Call(
      const budget::v1::ListBudgetChangesRequest& request) const;

  absl::StatusOr<budget::v1::Delegation> Call(const budget::v1::CreateDelegationRequest& request) const;
  absl::StatusOr<budget::v1::Delegation> Call(const budget::v1::GetDelegationRequest& request) const;
  absl::StatusOr<budget::v1::ListDelegationsResponse> Call(
      const budget::v1::ListDelegationsRequest& request) const;
  absl::StatusOr<budget::v1::Delegation> Call(const budget::v1::RevokeDelegationRequest& request) const;

  absl::StatusOr<performance::v1::ProgressReport> Call(
      const performance::v1::WriteProgressReportRequest& request) const;
  absl::StatusOr<performance::v1::ProgressReport> Call(
      const performance::v1::GetProgressReportRequest& request) const;
  absl::StatusOr<performance::v1::Evaluation> Call(
      const performance::v1::CreateEvaluationRequest& request) const;
  absl::StatusOr<performance::v1::Evaluation> Call(
      const performance::v1::GetEvaluationRequest& request) const;
  absl::StatusOr<performance::v1::ListEvaluationsResponse> Call(
      const performance::v1::ListEvaluationsRequest& request) const;

  absl::StatusOr<disclosure::v1::RenderedStatement> Call(
      const disclosure::v1::RenderStatementRequest& request) const;
  absl::StatusOr<disclosure::v1::ListFormatsResponse> Call(
      const disclosure::v1::ListFormatsRequest& request) const;

  absl::StatusOr<pack::v1::ListPacksResponse> Call(const pack::v1::ListPacksRequest& request) const;
  absl::StatusOr<pack::v1::ResolvedPack> Call(const pack::v1::GetPackRequest& request) const;

  // For methods whose stubs are elsewhere (trail_client.h).
  const GatewayChannel& gateway() const;
  // Repeats a call as all others are; it takes its deadline.
  absl::Status Repeat(const std::function<absl::Status(ports::Instant deadline)>& call) const;
  ports::Instant Now() const { return clock_.Now(); }

 private:
  struct Stubs;
  template <typename Response, typename Stub, typename Method, typename Request>
  absl::StatusOr<Response> Send(Stub& stub, Method method, const Request& request) const;

  Connection connection_;
  const ports::Clock& clock_;
  Retry retry_;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace clearbudget::cli
