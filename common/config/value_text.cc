#include "common/config/value_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <utility>

#include "fmt/core.h"
#include "fmt/ranges.h"

namespace clearbudget::config {
namespace {

using std::chrono::milliseconds;

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
// The longest first, as a duration is printed in the longest unit that it is whole in.
constexpr std::array kUnits = {Unit{"h", 3600 * 1000}, Unit{"min", 60 * 1000}, Unit{"s", 1000},
                               Unit{"ms", 1}};

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<milliseconds> ParseDuration(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::optional<std::int64_t> number = ParseInteger(text.substr(0, digits));
  if (!number.has_value()) return std::nullopt;
  const std::string_view name = digits == text.size() ? "ms" : text.substr(digits);
  for (const Unit& unit : kUnits) {
    if (unit.name != name) continue;
    if (*number > std::numeric_limits<std::int64_t>::max() / unit.milliseconds) return std::nullopt;
    return milliseconds(*number * unit.milliseconds);
  }
  return std::nullopt;
}

std::string DurationText(std::int64_t time) {
  for (const Unit& unit : kUnits) {
    if (time != 0 && time % unit.milliseconds == 0)
      return fmt::format("{}{}", time / unit.milliseconds, unit.name);
  }
  return fmt::format("{}ms", time);
}

bool InRange(const Option& option, std::int64_t number) {
  return number >= option.minimum && number <= option.maximum;
}

// False where the text does not fit the option.
struct Setter {
  const Option& option;
  std::string_view text;

  bool operator()(std::string* value) const {
    if (option.required && text.empty()) return false;
    const auto& choices = option.choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) return false;
    *value = std::string(text);
    return true;
  }
  bool operator()(std::int64_t* value) const {
    const auto number = ParseInteger(text);
    if (!number.has_value() || !InRange(option, *number)) return false;
    *value = *number;
    return true;
  }
  bool operator()(bool* value) const {
    if (text != "true" && text != "false") return false;
    *value = text == "true";
    return true;
  }
  bool operator()(milliseconds* value) const {
    const auto time = ParseDuration(text);
    if (!time.has_value() || !InRange(option, time->count())) return false;
    *value = *time;
    return true;
  }
};

struct Printer {
  std::string operator()(const std::string* value) const { return *value; }
  std::string operator()(const std::int64_t* value) const { return fmt::format("{}", *value); }
  std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
  std::string operator()(const milliseconds* value) const { return DurationText(value->count()); }
};

// The range as two texts; the second is empty where there is no upper bound.
std::pair<std::string, std::string> RangeOf(const Option& option, bool duration) {
  const auto text = [&](std::int64_t number) {
    return duration ? DurationText(number) : fmt::format("{}", number);
  };
  const bool bounded = option.maximum != std::numeric_limits<std::int64_t>::max();
  return {text(option.minimum), bounded ? text(option.maximum) : ""};
}

}  // namespace

std::optional<errors::Violation> SetValue(const Option& option, std::string_view text) {
  if (std::visit(Setter{option, text}, option.value)) return std::nullopt;
  return errors::Violation{.path = {},
                           .given = option.secret ? "***" : std::string(text),
                           .reason = errors::Reason::kConfigurationInvalid,
                           .expected_zh = ExpectedChinese(option),
                           .expected_en = ExpectedEnglish(option)};
}

std::string ValueText(const Option& option) {
  const std::string text = std::visit(Printer{}, option.value);
  return option.secret && !text.empty() ? "***" : text;
}

std::string ExpectedChinese(const Option& option) {
  if (!option.choices.empty()) return fmt::format("{} 之一", fmt::join(option.choices, "、"));
  if (std::holds_alternative<std::string*>(option.value)) return option.required ? "非空文本" : "文本";
  if (std::holds_alternative<bool*>(option.value)) return "true 或 false";
  const bool duration = std::holds_alternative<milliseconds*>(option.value);
  const auto [least, greatest] = RangeOf(option, duration);
  const std::string_view noun = duration ? "时长（如 250ms、20s、5min）" : "整数";
  if (greatest.empty()) return fmt::format("不小于 {} 的{}", least, noun);
  return fmt::format("{} 至 {} 的{}", least, greatest, noun);
}

std::string ExpectedEnglish(const Option& option) {
  if (!option.choices.empty()) return fmt::format("one of {}", fmt::join(option.choices, ", "));
  if (std::holds_alternative<std::string*>(option.value))
    return option.required ? "a text that is not empty" : "a text";
  if (std::holds_alternative<bool*>(option.value)) return "true or false";
  const bool duration = std::holds_alternative<milliseconds*>(option.value);
  const auto [least, greatest] = RangeOf(option, duration);
  const std::string_view noun = duration ? "a duration such as 250ms, 20s or 5min" : "an integer";
  if (greatest.empty()) return fmt::format("{} of at least {}", noun, least);
  return fmt::format("{} from {} to {}", noun, least, greatest);
}

}  // namespace clearbudget::config
