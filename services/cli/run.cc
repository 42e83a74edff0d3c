#include "services/cli/run.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_join.h"
#include "services/cli/client/credentials.h"
#include "services/cli/command_table.h"

namespace clearbudget::cli {
namespace {

int CodeOf(ExitCode code) {
  return static_cast<int>(code);
}

int Fail(const absl::Status& status, Console& console) {
  console.Tell(status);
  return CodeOf(ExitCodeOf(status));
}

bool AsksForHelp(const std::vector<std::string>& words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::find_if(words.begin(), end,
                      [](const std::string& word) { return word == "--help" || word == "-h"; }) != end;
}

absl::Status UnknownCommand(const std::string& word) {
  std::vector<std::string> known;
  for (const Command& command : CommandTable()) known.emplace_back(command.name);
  const std::string expected = absl::StrJoin(known, ", ");
  return UsageError("", {{"COMMAND", word, errors::Reason::kNotAllowed, expected, expected}});
}

int RunCommand(const Command& command, const Arguments& arguments, const Settings& settings,
               const Machine& machine, Console& console) {
  Session session{.settings = settings, .console = console, .clock = machine.clock};
  std::unique_ptr<Client> client;
  if (command.calls) {
    absl::StatusOr<Connection> connection = MakeConnection(settings, machine.clock);
    if (!connection.ok()) return Fail(connection.status(), console);
    connection->waiting = [&] { console.Waiting({"网关暂无应答，正在重试", "waiting for the gateway"}); };
    client = std::make_unique<Client>(*std::move(connection), machine.clock, machine.pause);
    session.client = client.get();
  }
  const absl::StatusOr<ExitCode> ended = command.run(session, arguments);
  console.EndProgress();
  if (!ended.ok()) return Fail(ended.status(), console);
  return console.Flush() ? CodeOf(*ended) : CodeOf(ExitCode::kFailed);
}

}  // namespace

int Run(const std::vector<std::string>& words, const Machine& machine, const Streams& streams) {
  Console console(streams);
  console.Use(LanguageOf(words, machine.environment),
              std::find(words.begin(), words.end(), "--json") != words.end());
  if (words.empty() || words[0].starts_with("-") || words[0] == "help") {
    const bool asked = AsksForHelp(words) || (!words.empty() && words[0] == "help");
    (asked ? streams.out : streams.error) << GeneralHelp(console.language());
    return CodeOf(asked ? ExitCode::kDone : ExitCode::kUsage);
  }
  const Command* command = FindCommand(words[0]);
  if (command == nullptr) return Fail(UnknownCommand(words[0]), console);
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (AsksForHelp(rest)) {
    streams.out << CommandHelp(*command, console.language());
    return CodeOf(ExitCode::kDone);
  }
  Grammar grammar = command->grammar;
  grammar.flags.insert(grammar.flags.end(), CommonFlags().begin(), CommonFlags().end());
  const absl::StatusOr<Arguments> arguments = ParseArguments(command->name, grammar, rest);
  if (!arguments.ok()) return Fail(arguments.status(), console);
  const absl::StatusOr<Settings> settings = ReadSettings(command->name, *arguments, machine.environment);
  if (!settings.ok()) return Fail(settings.status(), console);
  console.Use(settings->language, settings->json);
  return RunCommand(*command, *arguments, *settings, machine, console);
}

}  // namespace clearbudget::cli
