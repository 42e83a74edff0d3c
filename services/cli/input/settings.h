// What every command takes from the command line and the environment.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/input/arguments.h"
#include "services/cli/output/words.h"

namespace clearbudget::cli {

// Looks a variable of the environment up.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

struct Settings {
  std::string gateway = "127.0.0.1:8080";  // host:port
  std::string person;                      // The name in the people file of who acts.
  std::string people_file;
  std::string key_file;
  std::string acting_for;  // The delegation under which the person acts; empty for none.
  // Of the authority that the gateway's certificate comes from. By default the one beside the key.
  std::string ca_file;
  // Of an agency's system, which needs no person; empty for none.
  std::string certificate_file;
  std::string certificate_key_file;
  bool plaintext = false;  // Without TLS, which only a gateway on this machine may be.
  Language language = Language::kBoth;
  bool json = false;
  // For one call with all its repetitions.
  std::chrono::milliseconds time_limit{30'000};
};

// The flags that every command has.
const std::vector<Flag>& CommonFlags();

// A flag goes before its variable: --gateway before CLEARBUDGET_GATEWAY. Errors: UsageError.
absl::StatusOr<Settings> ReadSettings(std::string_view command, const Arguments& arguments,
                                      const Environment& environment);

// The language to tell errors in before the command line is understood.
Language LanguageOf(const std::vector<std::string>& words, const Environment& environment);

}  // namespace clearbudget::cli
