// Reads the configuration of a process: flags before environment before file before defaults. The file is
// named by --config_file and has lines `name = value`, with # before a comment.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/config/option.h"

namespace clearbudget::config {

// What the command line asks for.
enum class Action { kRun, kShowHelp, kPrintConfig };

struct Sources {
  std::vector<std::string> arguments;  // without the program's name
  // Looks a variable of the environment up.
  std::function<std::optional<std::string>(const std::string&)> environment;
};

// Fills the values. Errors: INVALID_ARGUMENT, CONFIGURATION_INVALID with a violation for everything that is
// wrong: unknown names, values out of range, a file that cannot be read.
absl::StatusOr<Action> Read(const std::vector<Option>& options, const Sources& sources);

// All options with description, default and range. Reads the current values as the defaults.
std::string HelpText(std::string_view program, const std::vector<Option>& options);

// All values as lines of a configuration file; secrets as ***.
std::string PrintedConfig(const std::vector<Option>& options);

// For main: reads from the process's own arguments and environment; prints help, configuration or errors. The
// exit code where the process is to end now: 0 after --help and --print_config, 2 after an error.
std::optional<int> ReadOrExitCode(std::string_view program, const std::vector<Option>& options, int argc,
                                  const char* const* argv);

}  // namespace clearbudget::config
