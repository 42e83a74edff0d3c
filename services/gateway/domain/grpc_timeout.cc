#include "services/gateway/domain/grpc_timeout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace clearbudget::gateway {
namespace {

constexpr std::size_t kMaxDigits = 8;
constexpr std::int64_t kMaxMilliseconds = 99'999'999;
constexpr std::int64_t kHundredYearsNanos = std::int64_t{100} * 365 * 24 * 3600 * 1'000'000'000;

std::optional<std::int64_t> NanosOfUnit(char unit) {
  switch (unit) {
    case 'H':
      return std::int64_t{3600} * 1'000'000'000;
    case 'M':
      return std::int64_t{60} * 1'000'000'000;
    case 'S':
      return 1'000'000'000;
    case 'm':
      return 1'000'000;
    case 'u':
      return 1'000;
    case 'n':
      return 1;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::chrono::nanoseconds> ParseGrpcTimeout(std::string_view text) {
  if (text.size() < 2 || text.size() > kMaxDigits + 1) return std::nullopt;
  const std::optional<std::int64_t> unit = NanosOfUnit(text.back());
  if (!unit) return std::nullopt;
  std::int64_t count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    count = count * 10 + (c - '0');
  }
  if (count > kHundredYearsNanos / *unit) return std::chrono::nanoseconds(kHundredYearsNanos);
  return std::chrono::nanoseconds(count * *unit);
}

std::string FormatGrpcTimeout(std::chrono::nanoseconds timeout) {
  const std::int64_t milliseconds = std::chrono::ceil<std::chrono::milliseconds>(timeout).count();
  return fmt::format("{}m", std::clamp<std::int64_t>(milliseconds, 0, kMaxMilliseconds));
}

}  // namespace clearbudget::gateway
