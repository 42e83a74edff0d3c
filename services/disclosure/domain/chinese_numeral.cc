#include "services/disclosure/domain/chinese_numeral.h"

#include <array>

namespace clearbudget::disclosure {
namespace {

constexpr std::array<const char*, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
struct Place {
  int value;
  const char* name;
};
constexpr std::array<Place, 4> kPlaces = {{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};

}  // namespace

std::string ChineseNumeral(int number) {
  if (number < 1 || number > 9999) return std::to_string(number);
  std::string numeral;
  bool zero_pending = false;
  for (const Place& place : kPlaces) {
    const int digit = number / place.value % 10;
    if (digit == 0) {
      zero_pending = !numeral.empty();
      continue;
    }
    if (zero_pending) numeral += kDigits[0];
    zero_pending = false;
    // Eleven is 十一, not 一十一.
    const bool leading_ten = place.value == 10 && digit == 1 && numeral.empty();
    if (!leading_ten) numeral += kDigits[static_cast<size_t>(digit)];
    numeral += place.name;
  }
  return numeral;
}

}  // namespace clearbudget::disclosure
