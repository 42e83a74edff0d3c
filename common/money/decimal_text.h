// The one strict grammar of decimal numbers that amounts, quantities and rates are read from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clearbudget::money {

// Why a text is not a decimal number of the strict grammar. Callers word their messages from it.
enum class NumberFault {
  kEmpty,          // ""
  kSpace,          // " 1", "1 000", a full-width space
  kFullWidth,      // "１２" or "－5"
  kGrouping,       // "1,000"
  kExponent,       // "1e6"
  kPlusSign,       // "+1"
  kLeadingZero,    // "007", "00.5"
  kNegativeZero,   // "-0", "-0.00"
  kNotANumber,     // anything else: "abc", ".5", "5.", "--1", "十"
  kTooManyPlaces,  // more decimal places than the value has
  kOutOfRange,     // a number, but outside the range of the value
};

// A stable upper-case name such as "TOO_MANY_PLACES", for catalogues of messages.
std::string_view NumberFaultName(NumberFault fault);

// The fault that an error of this module carries; absent for OK and for errors that are not about a text.
std::optional<NumberFault> NumberFaultOf(const absl::Status& status);

// value = unscaled / 10^places, with exactly the places that were written ("1.50" has 2).
struct DecimalParts {
  int64_t unscaled = 0;
  int places = 0;
};

// What a reader expects; `expected` ends the English message ("expected yuan such as 516000.00").
struct DecimalTextRule {
  std::string_view subject;   // "amount"
  std::string_view expected;  // "a decimal number of yuan with at most two places, such as 516000.00"
  int max_places = 0;         // 0..18
};

// Grammar: optional '-', digits without leading zeros (except "0" alone), optional '.' with 1..max_places
// digits. No '+', exponent, grouping, space, full-width form or "-0". Nothing is rounded.
// Errors: INVALID_ARGUMENT, or OUT_OF_RANGE when the unscaled value exceeds int64; both carry a NumberFault.
absl::StatusOr<DecimalParts> ReadDecimalText(std::string_view text, const DecimalTextRule& rule);

// The error for `text` under `rule`; public because a value adds its own range to the grammar.
absl::Status DecimalTextError(std::string_view text, const DecimalTextRule& rule, NumberFault fault);

// unscaled / 10^places as text with exactly `places` places: (-5, 2) is "-0.05". Total for 0..18 places.
std::string DecimalPartsText(int64_t unscaled, int places);

}  // namespace clearbudget::money
