#include "services/cli/command_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "services/cli/output/table.h"

namespace clearbudget::cli {
namespace {

constexpr int kHelpWidth = 100;

void Append(const Table& table, std::string& text) {
  for (const std::string& line : table.Lines(kHelpWidth)) text.append("  ").append(line).append("\n");
}

Table FlagRows(const std::vector<Flag>& flags, Language language) {
  Table table({{}, {}});
  for (const Flag& flag : flags) {
    const std::string value = flag.value.empty() ? "" : fmt::format(" {}", flag.value);
    table.AddRow({fmt::format("--{}{}", flag.name, value), In(language, flag.meaning)});
  }
  return table;
}

Table ExitCodeRows(Language language) {
  Table table({{}, {}});
  table.AddRow({"0", In(language, {"完成", "done"})});
  table.AddRow({"1", In(language, {"有问题未解决，或状态不允许",
                                   "findings stand in the way, or the state forbids it"})});
  table.AddRow(
      {"2", In(language, {"命令行、密钥或人员文件有误", "the command line, key or people file is wrong"})});
  table.AddRow({"3", In(language, {"输入有误，逐条列出", "the input is wrong; every violation is told"})});
  table.AddRow({"4", In(language, {"暂时无人应答，可重试", "nobody answered in time; repeat it"})});
  table.AddRow({"5", In(language, {"身份不明或无权", "the caller is not known or may not do it"})});
  table.AddRow({"6", In(language, {"没有找到", "not found"})});
  table.AddRow({"7", In(language, {"已存在，或已被他人修改", "it exists, or was changed meanwhile"})});
  table.AddRow({"8", In(language, {"系统故障", "a fault of the suite"})});
  return table;
}

}  // namespace

const std::vector<Command>& CommandTable() {
  static const std::vector<Command> table = {
      ApplyCommand(),   CheckCommand(),  SubmitCommand(),   ReturnCommand(),
      ApproveCommand(), RenderCommand(), EvaluateCommand(), ListCommand(),
      ShowCommand(),    DiffCommand(),   DelegateCommand(), KeysCommand(),
      TokenCommand(),   TrailCommand(),  VerifyCommand(),   VersionCommand(),
  };
  return table;
}

const Command* FindCommand(std::string_view name) {
  const auto& table = CommandTable();
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Command& command) { return command.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string GeneralHelp(Language language) {
  std::string text = In(language, {"部门预算编报、审核、绩效与公开",
                                   "department budgets: prepared, reviewed, evaluated, disclosed"});
  text.append("\n\nclearbudget COMMAND [OPERANDS] [FLAGS]\n\n");
  Table commands({{}, {}});
  for (const Command& command : CommandTable()) {
    commands.AddRow(
        {fmt::format("{} {}", command.name, command.grammar.operands), In(language, command.summary, "\n")});
  }
  Append(commands, text);
  text.append("\n").append(In(language, {"公共选项", "Flags of every command"})).append("\n");
  Append(FlagRows(CommonFlags(), language), text);
  text.append("\n").append(In(language, {"环境变量", "Environment"}));
  text.append(
      "  CLEARBUDGET_GATEWAY, _AS, _PEOPLE, _KEY, _ACTING_FOR, _CA, _CERTIFICATE, _CERTIFICATE_KEY, _LANG, "
      "_TIMEOUT\n");
  text.append("\n").append(In(language, {"退出码", "Exit codes"})).append("\n");
  Append(ExitCodeRows(language), text);
  return text;
}

std::string CommandHelp(const Command& command, Language language) {
  std::string text = fmt::format("clearbudget {} {}\n\n{}\n", command.name, command.grammar.operands,
                                 In(language, command.summary, "\n"));
  if (command.grammar.flags.empty()) return text;
  text.append("\n");
  Append(FlagRows(command.grammar.flags, language), text);
  return text;
}

}  // namespace clearbudget::cli
