// How figures are written for people.
#pragma once

#include <string>

#include "common/money/ratio.h"

namespace clearbudget::rules {

// 元, without places where it is whole and with two where not: "516000", "416088.80".
std::string YuanText(const money::Ratio& fen);
// 元 in groups of three, always with two places: "1,890,824.46".
std::string GroupedYuanText(const money::Ratio& fen);
// 万元, with as many places as needed: "7", "51.600001".
std::string TenThousandYuanText(const money::Ratio& fen);
// 增加, 减少 or 持平, by the sign.
std::string DirectionText(const money::Ratio& change);
// 一, 十二, 一百零五; digits for what is not a whole number from 1 to 999.
std::string ChineseOrdinal(const money::Ratio& number);

}  // namespace clearbudget::rules
