// The command line: operands, and flags as --name value, --name=value or --name.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/errors/violation.h"
#include "services/cli/output/words.h"

namespace clearbudget::cli {

struct Flag {
  std::string_view name;   // Without the dashes.
  std::string_view value;  // What stands for the value in the help; empty for a flag without one.
  Words meaning;
  bool required = false;
};

struct Grammar {
  std::string_view operands;  // As the help shows them, such as "FILE...".
  size_t least = 0;
  size_t most = 0;
  std::vector<Flag> flags;
};

class Arguments {
 public:
  std::vector<std::string> operands;
  std::map<std::string, std::string, std::less<>> flags;  // A flag without a value holds an empty text.

  bool Has(std::string_view flag) const { return flags.contains(flag); }
  // Empty where the flag is not given.
  std::string Get(std::string_view flag) const {
    const auto found = flags.find(flag);
    return found == flags.end() ? std::string() : found->second;
  }
};

// What a command line that cannot be used is told with: CONFIGURATION_INVALID.
absl::Status UsageError(std::string_view command, std::vector<errors::Violation> violations);

// Errors: UsageError with everything that is wrong. What follows "--" is an operand.
absl::StatusOr<Arguments> ParseArguments(std::string_view command, const Grammar& grammar,
                                         const std::vector<std::string>& words);

// The parts of a list such as "text,html"; none is empty.
std::vector<std::string> SplitList(std::string_view text);

}  // namespace clearbudget::cli
