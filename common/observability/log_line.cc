#include "common/observability/log_line.h"

#include <cstddef>
#include <cstdint>
#include <variant>

#include "common/observability/utf8.h"
#include "fmt/core.h"

namespace clearbudget::observability {
namespace {

void AppendString(std::string_view text, std::string& out) {
  out.push_back('"');
  while (!text.empty()) {
    const std::size_t length = Utf8CharacterLength(text);
    const char first = text.front();
    if (length == 0) {
      out.append(kReplacementCharacter);
    } else if (first == '"' || first == '\\') {
      out.push_back('\\');
      out.push_back(first);
    } else if (static_cast<unsigned char>(first) < 0x20 || first == 0x7F) {
      out.append(fmt::format("\\u{:04x}", static_cast<unsigned char>(first)));
    } else {
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out.push_back('"');
}

void AppendField(std::string_view key, const std::variant<std::string_view, std::int64_t, bool>& value,
                 std::string& out) {
  if (!out.empty()) out.push_back(',');
  AppendString(key, out);
  out.push_back(':');
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    AppendString(*text, out);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    out.append(fmt::format("{}", *number));
  } else {
    out.append(std::get<bool>(value) ? "true" : "false");
  }
}

}  // namespace

std::string_view LevelName(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "error";
}

std::string LogLine(Level level, std::string_view service, std::string_view event,
                    std::initializer_list<Field> fields) {
  std::string line;
  AppendField("level", LevelName(level), line);
  AppendField("service", service, line);
  AppendField("event", event, line);
  for (const Field& field : fields) AppendField(field.key, field.value, line);
  return line;
}

}  // namespace clearbudget::observability
