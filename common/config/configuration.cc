#include "common/config/configuration.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "common/config/value_text.h"
#include "common/errors/error.h"
#include "fmt/core.h"

namespace clearbudget::config {
namespace {

constexpr std::string_view kFileFlag = "config_file";

// A text for an option and where it was found, such as "--port", "CLEARBUDGET_PORT" or "local.conf:3".
struct Setting {
  std::string text;
  std::string origin;
};
using Settings = std::map<std::string, Setting, std::less<>>;
using Violations = std::vector<errors::Violation>;

const Option* Find(const std::vector<Option>& options, std::string_view name) {
  const auto found =
      std::find_if(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
  return found == options.end() ? nullptr : &*found;
}

errors::Violation Wrong(std::string path, std::string given, std::string chinese, std::string english) {
  return {.path = std::move(path),
          .given = std::move(given),
          .reason = errors::Reason::kConfigurationInvalid,
          .expected_zh = std::move(chinese),
          .expected_en = std::move(english)};
}

errors::Violation UnknownName(std::string path, std::string given) {
  return Wrong(std::move(path), std::move(given), "--help 中列出的选项", "an option that --help lists");
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string EnvironmentName(std::string_view option) {
  std::string name = "CLEARBUDGET_";
  for (const char c : option) name.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return name;
}

// Reads the command line: --name=value, --name value, or --name alone for a switch.
Action ReadFlags(const std::vector<Option>& options, const std::vector<std::string>& arguments,
                 Settings& settings, Violations& violations) {
  Action action = Action::kRun;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view argument = arguments[i];
    if (argument == "--help") return Action::kShowHelp;
    if (argument == "--print_config") {
      action = Action::kPrintConfig;
      continue;
    }
    const bool flag = argument.starts_with("--");
    const std::size_t equals = argument.find('=');
    const std::string_view name =
        flag ? argument.substr(2, equals == argument.npos ? equals : equals - 2) : argument;
    const Option* option = Find(options, name);
    if (!flag || (option == nullptr && name != kFileFlag)) {
      violations.push_back(
          UnknownName(std::string(flag ? argument.substr(0, equals) : "arguments"), arguments[i]));
      continue;
    }
    const std::string origin = fmt::format("--{}", name);
    if (equals != argument.npos) {
      settings.insert_or_assign(std::string(name), Setting{std::string(argument.substr(equals + 1)), origin});
    } else if (option != nullptr && std::holds_alternative<bool*>(option->value)) {
      settings.insert_or_assign(std::string(name), Setting{"true", origin});
    } else if (i + 1 < arguments.size()) {
      settings.insert_or_assign(std::string(name), Setting{arguments[++i], origin});
    } else {
      violations.push_back(Wrong(origin, "", "--名称=值", "--name=value"));
    }
  }
  return action;
}

void ReadEnvironment(const std::vector<Option>& options, const Sources& sources, Settings& settings) {
  const auto read = [&](std::string_view name) {
    const std::string variable = EnvironmentName(name);
    std::optional<std::string> text = sources.environment(variable);
    if (text.has_value()) settings.try_emplace(std::string(name), Setting{*std::move(text), variable});
  };
  for (const Option& option : options) read(option.name);
  read(kFileFlag);
}

void ReadFile(const std::vector<Option>& options, const Setting& file, Settings& settings,
              Violations& violations) {
  std::ifstream stream(file.text);
  if (!stream) {
    violations.push_back(Wrong(file.origin, file.text, "可读取的文件", "a file that can be read"));
    return;
  }
  Settings in_file;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    const std::string_view text = Trim(std::string_view(line).substr(0, line.find('#')));
    if (text.empty()) continue;
    const std::string origin = fmt::format("{}:{}", file.text, number);
    const std::size_t equals = text.find('=');
    const std::string_view name = Trim(text.substr(0, equals));
    if (equals == text.npos) {
      violations.push_back(Wrong(origin, std::string(text), "名称 = 值", "name = value"));
    } else if (Find(options, name) == nullptr) {
      violations.push_back(UnknownName(origin, std::string(name)));
    } else if (!in_file
                    .try_emplace(std::string(name),
                                 Setting{std::string(Trim(text.substr(equals + 1))), origin})
                    .second) {
      violations.push_back(Wrong(origin, std::string(name), "每个名称只出现一次", "each name only once"));
    }
  }
  settings.merge(in_file);
}

}  // namespace

absl::StatusOr<Action> Read(const std::vector<Option>& options, const Sources& sources) {
  Settings settings;
  Violations violations;
  const Action action = ReadFlags(options, sources.arguments, settings, violations);
  if (action == Action::kShowHelp) return action;
  ReadEnvironment(options, sources, settings);
  if (const auto file = settings.find(kFileFlag); file != settings.end()) {
    const Setting named = file->second;
    settings.erase(file);
    ReadFile(options, named, settings, violations);
  }
  for (const Option& option : options) {
    const auto setting = settings.find(option.name);
    const bool given = setting != settings.end();
    // The default passes the same checks, so that a required text without default must be given.
    const std::string text = given ? setting->second.text : "";
    if (!given && !(option.required && ValueText(option).empty())) continue;
    if (auto violation = SetValue(option, text)) {
      violation->path = given ? setting->second.origin : fmt::format("--{}", option.name);
      violations.push_back(*std::move(violation));
    }
  }
  if (violations.empty()) return action;
  return errors::Error(errors::Reason::kConfigurationInvalid, {}, std::move(violations));
}

}  // namespace clearbudget::config
