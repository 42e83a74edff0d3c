#include "services/cli/input/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/errors/error.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using errors::Violation;

// Takes the words one by one.
class Parser {
 public:
  Parser(const Grammar& grammar, const std::vector<std::string>& words) : grammar_(grammar), words_(words) {}

  void Run() {
    bool operands_only = false;
    while (at_ < words_.size()) {
      const std::string& word = words_[at_++];
      if (operands_only || word.size() < 2 || word[0] != '-') {
        arguments.operands.push_back(word);
      } else if (word == "--") {
        operands_only = true;
      } else {
        TakeFlag(word);
      }
    }
    CheckOperands();
    for (const Flag& flag : grammar_.flags) {
      if (flag.required && !arguments.Has(flag.name)) {
        const std::string expected = fmt::format("--{} {}", flag.name, flag.value);
        violations.push_back({fmt::format("--{}", flag.name), "", Reason::kRequired, expected, expected});
      }
    }
  }

  Arguments arguments;
  std::vector<Violation> violations;

 private:
  void TakeFlag(const std::string& word) {
    const size_t equals = word.find('=');
    const std::string shown = word.substr(0, equals);
    const auto flag = std::find_if(grammar_.flags.begin(), grammar_.flags.end(), [&](const Flag& known) {
      return shown == fmt::format("--{}", known.name);
    });
    if (flag == grammar_.flags.end()) {
      const std::string known = KnownFlags();
      violations.push_back({shown, word, Reason::kNotAllowed, known, known});
      return;
    }
    std::string value;
    if (equals != std::string::npos) {
      value = word.substr(equals + 1);
    } else if (!flag->value.empty() && at_ < words_.size()) {
      value = words_[at_++];
    }
    if (flag->value.empty() != value.empty()) {
      violations.push_back(
          {shown, value, flag->value.empty() ? Reason::kNotAllowed : Reason::kRequired,
           flag->value.empty() ? "不带值的开关" : fmt::format("{} {}", shown, flag->value),
           flag->value.empty() ? "a flag without a value" : fmt::format("{} {}", shown, flag->value)});
      return;
    }
    if (!arguments.flags.emplace(flag->name, value).second) {
      violations.push_back(
          {shown, value, Reason::kDuplicateKey, "只给出一次的选项", "a flag that is given once"});
    }
  }

  void CheckOperands() {
    const size_t count = arguments.operands.size();
    if (count >= grammar_.least && count <= grammar_.most) return;
    const std::string_view operands = grammar_.operands;
    violations.push_back({std::string(operands), absl::StrJoin(arguments.operands, " "),
                          count < grammar_.least ? Reason::kRequired : Reason::kTooManyItems,
                          operands.empty() ? "不带操作数" : std::string(operands),
                          operands.empty() ? "no operands" : std::string(operands)});
  }

  std::string KnownFlags() const {
    std::vector<std::string> known;
    for (const Flag& flag : grammar_.flags) known.push_back(fmt::format("--{}", flag.name));
    return absl::StrJoin(known, ", ");
  }

  const Grammar& grammar_;
  const std::vector<std::string>& words_;
  size_t at_ = 0;
};

}  // namespace

absl::Status UsageError(std::string_view command, std::vector<Violation> violations) {
  std::string name = command.empty() ? "clearbudget" : fmt::format("clearbudget {}", command);
  return errors::Error(Reason::kConfigurationInvalid, {{"name", std::move(name)}}, std::move(violations));
}

absl::StatusOr<Arguments> ParseArguments(std::string_view command, const Grammar& grammar,
                                         const std::vector<std::string>& words) {
  Parser parser(grammar, words);
  parser.Run();
  if (!parser.violations.empty()) return UsageError(command, std::move(parser.violations));
  return std::move(parser.arguments);
}

std::vector<std::string> SplitList(std::string_view text) {
  return absl::StrSplit(std::string(text), ',', absl::SkipEmpty());
}

}  // namespace clearbudget::cli
