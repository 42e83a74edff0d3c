// What a process prints about its configuration.
#include <cstdio>
#include <cstdlib>

#include "common/config/configuration.h"
#include "common/config/value_text.h"
#include "common/errors/catalogue.h"
#include "fmt/core.h"

namespace clearbudget::config {

std::string HelpText(std::string_view program, const std::vector<Option>& options) {
  std::string text = fmt::format(
      "{} [--name=value ...]\n"
      "Flags go before the environment (CLEARBUDGET_NAME), the environment before --config_file (lines name "
      "= value).\n"
      "命令行优先于环境变量（CLEARBUDGET_NAME），环境变量优先于 --config_file（每行 name = value）。\n\n",
      program);
  for (const Option& option : options) {
    const std::string value = ValueText(option);
    text += fmt::format("  --{}\n      {}\n      {}\n      {}; default {}\n", option.name, option.english,
                        option.chinese, ExpectedEnglish(option), value.empty() ? "empty" : value);
  }
  text +=
      "  --config_file\n      A file with lines name = value.\n      配置文件，每行 name = value。\n"
      "  --print_config\n      Prints the configuration without secrets and ends.\n      "
      "打印配置（不含密钥）后退出。\n"
      "  --help\n      Prints this and ends.\n      打印本说明后退出。\n";
  return text;
}

std::string PrintedConfig(const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) text += fmt::format("{} = {}\n", option.name, ValueText(option));
  return text;
}

std::optional<int> ReadOrExitCode(std::string_view program, const std::vector<Option>& options, int argc,
                                  const char* const* argv) {
  // Read changes the values, and help tells the defaults.
  const std::string help = HelpText(program, options);
  const Sources sources{.arguments = {argv + 1, argv + argc},
                        .environment = [](const std::string& name) -> std::optional<std::string> {
                          const char* value = std::getenv(name.c_str());
                          if (value == nullptr) return std::nullopt;
                          return value;
                        }};
  const absl::StatusOr<Action> action = Read(options, sources);
  if (!action.ok()) {
    fmt::print(stderr, "{}: {} / {}\n", program,
               errors::ChineseText(errors::Reason::kConfigurationInvalid, {}),
               errors::EnglishText(errors::Reason::kConfigurationInvalid, {}));
    for (const errors::Violation& violation : errors::ViolationsOf(action.status())) {
      fmt::print(stderr, "  {}: {}\n  {}: {}\n", violation.path, errors::ChineseText(violation),
                 violation.path, errors::EnglishText(violation));
    }
    return 2;
  }
  if (*action == Action::kRun) return std::nullopt;
  fmt::print("{}", *action == Action::kShowHelp ? help : PrintedConfig(options));
  return 0;
}

}  // namespace clearbudget::config
