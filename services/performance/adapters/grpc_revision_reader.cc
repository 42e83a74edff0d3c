#include "services/performance/adapters/grpc_revision_reader.h"

#include "services/performance/conversion/revision_message.h"

namespace clearbudget::performance {

absl::StatusOr<std::shared_ptr<const RevisionTargets>> GrpcRevisionReader::ReadRevision(
    const ports::CallLimits& limits, const names::RevisionName& name) {
  budget::v1::GetBudgetRevisionRequest request;
  request.set_name(name.ToText());
  request.set_view(budget::v1::BUDGET_VIEW_CONTENT);
  const absl::StatusOr<budget::v1::BudgetRevision> message =
      submission_.Call(limits, *stub_, &Stub::GetBudgetRevision, request);
  if (!message.ok()) return message.status();
  absl::StatusOr<RevisionTargets> revision = RevisionFrom(name, *message);
  if (!revision.ok()) return revision.status();
  return std::make_shared<const RevisionTargets>(*std::move(revision));
}

}  // namespace clearbudget::performance
