// One file brought to the suite: created where it is new, changed where it differs, left alone where it says
// what is stored already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/cli/client/client.h"
#include "services/cli/input/document.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

enum class Action { kCreated, kUpdated, kUnchanged };

// What became of a file.
struct Applied {
  std::string file;
  std::string name;
  Action action = Action::kUnchanged;
  int64_t changed_facts = 0;  // Without lines.
  int64_t written_lines = 0;
  int64_t removed_lines = 0;
};

// A document on its way. Each step of a run is told apart by its number.
struct Application {
  const Document& document;
  const Client& client;
  Console& console;
  int step = 0;

  // The id of the next step, which changes the state that the etag stands for.
  std::string NextRequestId(std::string_view etag);
};

// Errors: those of the methods; the paths of their violations are those of the file.
absl::StatusOr<Applied> ApplyAgency(Application& application, const budget::v1::CreateAgencyRequest& file);
absl::StatusOr<Applied> ApplyBudget(Application& application, const budget::v1::CreateBudgetRequest& file);
absl::StatusOr<Applied> ApplyProgressReport(Application& application,
                                            const performance::v1::WriteProgressReportRequest& file);

}  // namespace clearbudget::cli
