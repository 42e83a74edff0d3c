// The program from its command line to its exit code.
#pragma once

#include <string>
#include <vector>

#include "common/ports/clock.h"
#include "services/cli/client/retry.h"
#include "services/cli/input/settings.h"
#include "services/cli/output/console.h"

namespace clearbudget::cli {

// What of the machine the program uses.
struct Machine {
  const ports::Clock& clock;
  Pause pause;
  Environment environment;
};

// `words` is the command line without the program's name. The exit code is one of ExitCode.
int Run(const std::vector<std::string>& words, const Machine& machine, const Streams& streams);

}  // namespace clearbudget::cli
