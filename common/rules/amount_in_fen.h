// How amounts that are computed, and so need not be whole 分, are written.
#pragma once

#include <string>

#include "common/money/ratio.h"

namespace clearbudget::rules {

// The number of 元 of an amount in 分, exactly. Saturation cannot occur: the compiler bounds every amount.
money::Ratio YuanOfFen(const money::Ratio& fen);

// "516000.00"; exactly where the amount is not whole 分.
std::string CanonicalAmountText(const money::Ratio& fen);

// Groups of three in the whole part of a decimal text: "-1234.5" is "-1,234.5".
std::string Grouped(std::string digits);

}  // namespace clearbudget::rules
