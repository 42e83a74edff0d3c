// The text of one line: what follows the time in the JSON object.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "common/observability/log.h"

namespace clearbudget::observability {

std::string_view LevelName(Level level);

// `"level":"info","service":"submission","event":"call",...` without braces. Control characters are escaped;
// what is not UTF-8 is replaced, so that every line is JSON.
std::string LogLine(Level level, std::string_view service, std::string_view event,
                    std::initializer_list<Field> fields);

}  // namespace clearbudget::observability
