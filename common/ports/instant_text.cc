#include "common/ports/instant_text.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace clearbudget::ports {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kDay = 86'400 * kSecond;
constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.ddddddZ";

int64_t NumberAt(std::string_view text, size_t position, size_t digits) {
  int64_t number = 0;
  std::from_chars(text.data() + position, text.data() + position + digits, number);
  return number;
}

bool HasShape(std::string_view text) {
  if (text.size() != kShape.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool fits = kShape[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == kShape[i];
    if (!fits) return false;
  }
  return true;
}

}  // namespace

std::string InstantText(int64_t microseconds) {
  const int64_t within = microseconds % kDay;
  const std::chrono::sys_days day{std::chrono::days(microseconds / kDay)};
  const std::chrono::year_month_day date(day);
  const int64_t seconds = within / kSecond;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
                     seconds / 60 % 60, seconds % 60, within % kSecond);
}

std::optional<int64_t> MicrosecondsFromText(std::string_view text) {
  if (!HasShape(text)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(NumberAt(text, 0, 4))),
                                         std::chrono::month(static_cast<unsigned>(NumberAt(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(NumberAt(text, 8, 2)))};
  if (!date.ok()) return std::nullopt;
  const int64_t seconds = NumberAt(text, 11, 2) * 3600 + NumberAt(text, 14, 2) * 60 + NumberAt(text, 17, 2);
  return std::chrono::sys_days(date).time_since_epoch().count() * kDay + seconds * kSecond +
         NumberAt(text, 20, 6);
}

}  // namespace clearbudget::ports
