#pragma once

#include <string>

namespace clearbudget::disclosure {

// A whole number in Chinese numerals as headings count: 1 is 一, 10 is 十, 21 is 二十一, 105 is 一百零五.
// Range 1..9999; other numbers come in Arabic numerals.
std::string ChineseNumeral(int number);

}  // namespace clearbudget::disclosure
