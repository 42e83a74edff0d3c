// Reads one number at the start of a normalised text.
#pragma once

#include <optional>
#include <string_view>

#include "common/money/decimal.h"

namespace clearbudget::targets {

struct WrittenNumber {
  money::Decimal value = money::Decimal::Zero();
  bool chinese = false;           // written in Chinese characters
  std::u32string_view rate_unit;  // "%" after 百分之, "‰" after 千分之, else empty
};

struct NumberReading {
  std::optional<WrittenNumber> number;
  bool malformed = false;  // it starts like a number, but is none: 1e6, 1,00, 05, 一百五
};

// Takes the number off `text`. Grouping by thousands is accepted (1,200). A final 万 or 亿 of a Chinese
// numeral is left in the text, where Arabic numbers have it too: 三万元 is 3 and 万元.
NumberReading TakeNumber(std::u32string_view& text);

}  // namespace clearbudget::targets
