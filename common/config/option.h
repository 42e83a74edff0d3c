// One row of a process's configuration. A process declares all its rows in one table, bound to the fields of
// a plain struct; what the struct is initialised with are the defaults:
//
//   struct Configuration { std::string data_dir = "data"; std::int64_t port = 8081; };
//   std::vector<config::Option> OptionsOf(Configuration& c) {
//     return {{.name = "data_dir", .value = &c.data_dir, .english = "...", .chinese = "..."},
//             {.name = "port", .value = &c.port, .english = "...", .chinese = "...", .maximum = 65535}};
//   }
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace clearbudget::config {

// A duration is written in whole milliseconds or with a unit: 250ms, 20s, 5min, 24h.
using Value = std::variant<std::string*, std::int64_t*, bool*, std::chrono::milliseconds*>;

struct Option {
  // lower_snake_case. --name on the command line, CLEARBUDGET_NAME in the environment, name in the file.
  std::string_view name;
  Value value;
  std::string_view english;
  std::string_view chinese;
  // For integers and, in milliseconds, for durations.
  std::int64_t minimum = 0;
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  // True: a text must not be empty.
  bool required = false;
  // For texts: the only texts allowed; empty for any.
  std::vector<std::string_view> choices = {};
  // True: never printed.
  bool secret = false;
};

}  // namespace clearbudget::config
