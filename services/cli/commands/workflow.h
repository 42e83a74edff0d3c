// What submit, return and approve share: reading where a budget stands, and showing what became of it.
#pragma once

#include <string>

#include "common/names/resource_name.h"
#include "services/cli/commands/command.h"

namespace clearbudget::cli {

absl::StatusOr<budget::v1::Budget> ReadHead(const Client& client, const names::BudgetName& name);
absl::StatusOr<budget::v1::BudgetRevision> ReadRevisionHead(const Client& client, const std::string& name);

// Ends the command with the revision that it made or decided on.
absl::StatusOr<ExitCode> ShowResult(const Session& session,
                                    const absl::StatusOr<budget::v1::BudgetRevision>& revision);

// Ends the command where there is nothing left to do, with the revision as it stands.
absl::StatusOr<ExitCode> ShowAsItIs(const Session& session, const std::string& revision);

}  // namespace clearbudget::cli
