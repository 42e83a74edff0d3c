// All commands of the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/cli/commands/command.h"

namespace clearbudget::cli {

// In the order in which they are used on a budget's way.
const std::vector<Command>& CommandTable();

// nullptr where there is none.
const Command* FindCommand(std::string_view name);

// What the program does, with a line for each command.
std::string GeneralHelp(Language language);

// How one command is used.
std::string CommandHelp(const Command& command, Language language);

}  // namespace clearbudget::cli
