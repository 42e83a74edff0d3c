#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clearbudget/pack/v1/pack.pb.h"
#include "services/disclosure/domain/statement.h"

namespace clearbudget::disclosure {

// The pack that the text form of a message gives, with two small code lists and the words for what is
// missing.
clearbudget::pack::v1::Pack SmallPack(std::string_view parts);

absl::StatusOr<std::shared_ptr<const StatementPlan>> PlanOf(const clearbudget::pack::v1::Pack& pack);

// A revision of 2026 of an invented agency, with the text form of a BudgetContent.
DisclosableRevision RevisionOf(std::string_view content);

// The statement of a content under a pack of `parts`. The test fails where either is wrong.
Statement Composed(std::string_view parts, std::string_view content);

// The lines of its text form that say something, from behind the title to before what the statement rests on,
// without the spaces around them.
std::vector<std::string> BodyLines(const Statement& statement);

}  // namespace clearbudget::disclosure
