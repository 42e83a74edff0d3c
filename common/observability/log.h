// The one way to log: a JSON object a line on stderr, written by a thread of its own. Log names, counts,
// codes and times; never amounts, narratives or tokens.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <variant>

namespace clearbudget::observability {

enum class Level { kDebug, kInfo, kWarning, kError };

// "debug", "info", "warning", "error". None for another text.
std::optional<Level> LevelFromName(std::string_view name);

struct Field {
  std::string_view key;  // lower_snake_case
  std::variant<std::string_view, std::int64_t, bool> value;
};

// Once a process, before the first line; until then lines are dropped, as in unit tests. Calling it again
// replaces service and level.
void InitLogging(std::string_view service, Level level);

// Writes what is queued and ends the thread; later lines are dropped.
void StopLogging();

// `event` is lower_snake_case, such as "server_started".
void Log(Level level, std::string_view event, std::initializer_list<Field> fields = {});

// One served call.
struct CallRecord {
  std::string_view method = {};  // such as "clearbudget.budget.v1.BudgetService/GetBudget"
  std::string_view code = {};    // such as "OK" or "NOT_FOUND"
  std::string_view reason = {};  // of the catalogue; empty for OK
  std::int64_t latency_us = 0;
  std::string_view request_id = {};
  std::string_view subject = {};  // of the credentials; empty where there were none
};

// Event "call". Level error for INTERNAL, UNKNOWN and DATA_LOSS, else info.
void LogCall(const CallRecord& record);

}  // namespace clearbudget::observability
