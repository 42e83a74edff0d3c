// What a command of the program is: a row of the command table.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/ports/clock.h"
#include "services/cli/client/client.h"
#include "services/cli/input/arguments.h"
#include "services/cli/input/settings.h"
#include "services/cli/output/console.h"
#include "services/cli/output/exit_code.h"

namespace clearbudget::cli {

// What a command works with.
struct Session {
  const Settings& settings;
  Console& console;
  const ports::Clock& clock;
  // The suite, called as the person of the settings. nullptr for a command that calls nobody.
  const Client* client = nullptr;
};

struct Command {
  std::string_view name;
  Words summary;
  Grammar grammar;    // Without the common flags.
  bool calls = true;  // False for a command that calls nobody.
  // Errors are told and give the exit code.
  absl::StatusOr<ExitCode> (*run)(const Session& session, const Arguments& arguments) = nullptr;
};

// One a file. The table is in command_table.cc.
Command ApplyCommand();
Command ApproveCommand();
Command CheckCommand();
Command DelegateCommand();
Command DiffCommand();
Command EvaluateCommand();
Command KeysCommand();
Command ListCommand();
Command RenderCommand();
Command ReturnCommand();
Command ShowCommand();
Command SubmitCommand();
Command TokenCommand();
Command TrailCommand();
Command VerifyCommand();
Command VersionCommand();

}  // namespace clearbudget::cli
