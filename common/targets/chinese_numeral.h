// Numbers written in Chinese characters, plain (三百零五) and financial (叁佰零伍).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "common/money/decimal.h"

namespace clearbudget::targets {

// Digits, units and 点.
bool IsChineseNumeral(char32_t c);

// A whole number or one with 点. Only complete forms: 一百五 (150 in speech), 一万二 and 三五 are absent, as
// is 两十. At most 10^12; the text must be the numeral and nothing else.
std::optional<money::Decimal> ReadChineseNumeral(std::u32string_view text);

// Digit by digit, as years are written: 二〇二〇 is 2020. Up to 9 digits.
std::optional<int64_t> ReadChineseDigits(std::u32string_view text);

}  // namespace clearbudget::targets
