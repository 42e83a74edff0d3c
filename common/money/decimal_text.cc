#include "common/money/decimal_text.h"

#include <algorithm>
#include <array>

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "fmt/core.h"

namespace clearbudget::money {
namespace {

constexpr char kFaultPayload[] = "clearbudget.money.NumberFault";

// A message quotes what was given, but never a whole hostile upload.
constexpr size_t kQuotedBytes = 48;

struct FaultWording {
  NumberFault fault;
  std::string_view name;
  std::string_view reason;
};

constexpr std::array<FaultWording, 11> kWordings = {{
    {NumberFault::kEmpty, "EMPTY", "is empty"},
    {NumberFault::kSpace, "SPACE", "contains a space"},
    {NumberFault::kFullWidth, "FULL_WIDTH", "contains full-width characters"},
    {NumberFault::kGrouping, "GROUPING", "contains a grouping comma"},
    {NumberFault::kExponent, "EXPONENT", "is written with an exponent"},
    {NumberFault::kPlusSign, "PLUS_SIGN", "has a plus sign"},
    {NumberFault::kLeadingZero, "LEADING_ZERO", "has leading zeros"},
    {NumberFault::kNegativeZero, "NEGATIVE_ZERO", "is a negative zero"},
    {NumberFault::kNotANumber, "NOT_A_NUMBER", "is not a number"},
    {NumberFault::kTooManyPlaces, "TOO_MANY_PLACES", "has too many decimal places"},
    {NumberFault::kOutOfRange, "OUT_OF_RANGE", "is out of range"},
}};

const FaultWording& WordingOf(NumberFault fault) {
  return *std::find_if(kWordings.begin(), kWordings.end(),
                       [fault](const FaultWording& wording) { return wording.fault == fault; });
}

std::string Quoted(std::string_view text) {
  if (text.size() <= kQuotedBytes) return absl::Utf8SafeCEscape({text.data(), text.size()});
  size_t end = kQuotedBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::Utf8SafeCEscape({text.data(), end}) + "...";
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// U+FF00..U+FFEF, the full-width forms, start with these two lead bytes in UTF-8.
bool HasFullWidthForm(std::string_view text) {
  return Contains(text, "\xEF\xBC") || Contains(text, "\xEF\xBD");
}

// Names the most helpful fault of a text that is already known to break the grammar.
NumberFault FaultOfBrokenText(std::string_view text) {
  if (text.empty()) return NumberFault::kEmpty;
  if (text.find_first_of(" \t\r\n") != std::string_view::npos || Contains(text, "\u3000")) {
    return NumberFault::kSpace;
  }
  if (HasFullWidthForm(text)) return NumberFault::kFullWidth;
  const bool number_like = std::any_of(text.begin(), text.end(), IsDigit) &&
                           text.find_first_not_of("0123456789+-.,eE") == std::string_view::npos;
  if (!number_like) return NumberFault::kNotANumber;
  if (Contains(text, ",")) return NumberFault::kGrouping;
  if (text.find_first_of("eE") != std::string_view::npos) return NumberFault::kExponent;
  if (text.front() == '+') return NumberFault::kPlusSign;
  return NumberFault::kNotANumber;
}

// The three runs of "-12.50": sign, "12", "50".
struct Shape {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

std::optional<Shape> ShapeOf(std::string_view text) {
  Shape shape;
  if (!text.empty() && text.front() == '-') {
    shape.negative = true;
    text.remove_prefix(1);
  }
  size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits == 0) return std::nullopt;
  shape.whole = text.substr(0, digits);
  text.remove_prefix(digits);
  if (text.empty()) return shape;
  if (text.front() != '.' || text.size() == 1) return std::nullopt;
  shape.fraction = text.substr(1);
  if (!std::all_of(shape.fraction.begin(), shape.fraction.end(), IsDigit)) return std::nullopt;
  return shape;
}

// Appends `digits` to `value`; false when the magnitude leaves int64.
bool AppendDigits(std::string_view digits, int64_t& value) {
  for (const char c : digits) {
    if (__builtin_mul_overflow(value, int64_t{10}, &value)) return false;
    if (__builtin_add_overflow(value, int64_t{c - '0'}, &value)) return false;
  }
  return true;
}

}  // namespace

std::string_view NumberFaultName(NumberFault fault) {
  return WordingOf(fault).name;
}

std::optional<NumberFault> NumberFaultOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kFaultPayload);
  if (!payload.has_value()) return std::nullopt;
  for (const FaultWording& wording : kWordings) {
    if (*payload == absl::string_view(wording.name.data(), wording.name.size())) return wording.fault;
  }
  return std::nullopt;
}

absl::Status DecimalTextError(std::string_view text, const DecimalTextRule& rule, NumberFault fault) {
  const FaultWording& wording = WordingOf(fault);
  const auto code =
      fault == NumberFault::kOutOfRange ? absl::StatusCode::kOutOfRange : absl::StatusCode::kInvalidArgument;
  absl::Status status(code, fmt::format("{} \"{}\" {}; expected {}", rule.subject, Quoted(text),
                                        wording.reason, rule.expected));
  status.SetPayload(kFaultPayload, absl::Cord(absl::string_view(wording.name.data(), wording.name.size())));
  return status;
}

absl::StatusOr<DecimalParts> ReadDecimalText(std::string_view text, const DecimalTextRule& rule) {
  const std::optional<Shape> shape = ShapeOf(text);
  if (!shape.has_value()) return DecimalTextError(text, rule, FaultOfBrokenText(text));
  if (shape->whole.size() > 1 && shape->whole.front() == '0') {
    return DecimalTextError(text, rule, NumberFault::kLeadingZero);
  }
  if (shape->fraction.size() > static_cast<size_t>(rule.max_places)) {
    return DecimalTextError(text, rule, NumberFault::kTooManyPlaces);
  }
  DecimalParts parts;
  if (!AppendDigits(shape->whole, parts.unscaled) || !AppendDigits(shape->fraction, parts.unscaled)) {
    return DecimalTextError(text, rule, NumberFault::kOutOfRange);
  }
  if (shape->negative && parts.unscaled == 0) {
    return DecimalTextError(text, rule, NumberFault::kNegativeZero);
  }
  if (shape->negative) parts.unscaled = -parts.unscaled;
  parts.places = static_cast<int>(shape->fraction.size());
  return parts;
}

std::string DecimalPartsText(int64_t unscaled, int places) {
  const bool negative = unscaled < 0;
  const uint64_t magnitude =
      negative ? ~static_cast<uint64_t>(unscaled) + 1 : static_cast<uint64_t>(unscaled);
  std::string digits = fmt::format("{:0{}}", magnitude, places + 1);
  if (places > 0) digits.insert(digits.size() - static_cast<size_t>(places), 1, '.');
  return negative ? "-" + digits : digits;
}

}  // namespace clearbudget::money
