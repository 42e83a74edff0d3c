#pragma once

#include <optional>
#include <string>

#include "clearbudget/budget/v1/agency.pb.h"
#include "clearbudget/budget/v1/budget.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "services/submission/domain/agency.h"
#include "services/submission/domain/budget.h"

// Heads and agencies <-> messages. The way back reads what the way forth wrote; it is nothing where a message
// holds what no head can say.
namespace clearbudget::submission {

budget::v1::StatementKind ToMessage(StatementKind kind);
budget::v1::BudgetOrigin ToMessage(BudgetOrigin origin);
budget::v1::BudgetState ToMessage(BudgetState state);
budget::v1::RevisionState ToMessage(RevisionState state);
std::optional<StatementKind> KindFromMessage(budget::v1::StatementKind kind);
std::optional<BudgetOrigin> OriginFromMessage(budget::v1::BudgetOrigin origin);
std::optional<BudgetState> StateFromMessage(budget::v1::BudgetState state);
std::optional<RevisionState> StateFromMessage(budget::v1::RevisionState state);

type::v1::SourceReference ToMessage(const SourceReference& source);
SourceReference SourceFromMessage(const type::v1::SourceReference& source);

// With the etag.
budget::v1::Budget ToMessage(const BudgetHead& head);
// Without change_number and editors, which the message does not say.
std::optional<BudgetHead> HeadFromMessage(const budget::v1::Budget& message);

budget::v1::BudgetRevision ToMessage(const RevisionHead& head);
// Without editors.
std::optional<RevisionHead> RevisionFromMessage(const budget::v1::BudgetRevision& message);

// With the etag.
budget::v1::Agency ToMessage(const Agency& agency);
// Without change_number.
std::optional<Agency> AgencyFromMessage(const budget::v1::Agency& message);

budget::v1::WriteBudgetLinesResponse ToMessage(const LinesWritten& lines);

}  // namespace clearbudget::submission
