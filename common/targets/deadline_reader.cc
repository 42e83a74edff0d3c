#include "common/targets/deadline_reader.h"

#include <algorithm>
#include <array>

#include "common/targets/chinese_numeral.h"
#include "common/targets/comparator_words.h"
#include "common/targets/written_text.h"

namespace clearbudget::targets {
namespace {

constexpr auto kLeads = std::to_array<std::u32string_view>(
    {U"截至", U"截止到", U"截止", U"力争", U"确保", U"最迟", U"不晚于", U"不迟于", U"于", U"在", U"≤"});

template <size_t N>
bool TakeOneOf(std::u32string_view& text, const std::array<std::u32string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&text](auto word) { return TakePrefix(text, word); });
}

class DeadlineReader {
 public:
  explicit DeadlineReader(std::u32string_view text) : text_(text) {}

  DeadlineReading Read() {
    const bool has_verb = TakeFinalVerb(text_);
    const bool has_lead = TakeOneOf(text_, kLeads);
    const size_t before = text_.size();
    if (!ReadNumericDate() && !ReadWrittenDate()) return {};
    if (text_.size() == before) return {};
    const bool has_end = ReadEnd();
    if (!text_.empty()) return {};
    const bool marked = has_verb || has_lead || has_end;
    if (MayBeDuration(marked)) return {std::nullopt, false, ReadFault::kAmbiguousDate};
    if (!Exists()) return {std::nullopt, false, ReadFault::kImpossibleDate};
    return {deadline_, !marked, ReadFault::kNone};
  }

 private:
  // 12月 and 3月内 may mean so many months as well.
  bool MayBeDuration(bool marked) const {
    const bool month_only =
        !deadline_.year.has_value() && deadline_.month != 0 && deadline_.day == 0 && deadline_.ten_days == 0;
    return month_only && !names_month_ && (!marked || ends_within_);
  }

  bool Exists() const {
    constexpr int kAnyLeapYear = 2020;
    if (quarter_or_month_out_of_range_) return false;
    return DaysOf(deadline_, kAnyLeapYear).has_value();
  }

  // Arabic digits, at least `least` and at most `most` of them.
  std::optional<int> TakeDigits(size_t least, size_t most) {
    size_t count = 0;
    int value = 0;
    while (count < text_.size() && IsDigit(text_[count]) && count <= most) {
      value = value * 10 + static_cast<int>(text_[count] - U'0');
      ++count;
    }
    if (count < least || count > most) return std::nullopt;
    text_.remove_prefix(count);
    return value;
  }

  // A number of at most two digits, in Arabic or Chinese, followed by `unit`. Takes nothing unless both are
  // there.
  std::optional<int> TakeNumberBefore(std::u32string_view unit) {
    const std::u32string_view before = text_;
    std::optional<int> value = TakeDigits(1, 2);
    if (!value.has_value()) {
      size_t count = 0;
      while (count < text_.size() && IsChineseNumeral(text_[count])) ++count;
      const auto numeral = ReadChineseNumeral(text_.substr(0, count));
      if (numeral.has_value() && numeral->IsInteger() && *numeral < money::Decimal::FromInteger(100)) {
        value = static_cast<int>(numeral->unscaled());
        text_.remove_prefix(count);
      }
    }
    if (value.has_value() && TakePrefix(text_, unit)) return value;
    text_ = before;
    return std::nullopt;
  }

  // 2020-12-31, 2020/12/31, 2020.12.31; also 2020-12 and 2020/12, but 2020.12 is left as a number.
  bool ReadNumericDate() {
    const std::u32string_view before = text_;
    const std::optional<int> year = TakeDigits(4, 4);
    const char32_t sign = text_.empty() ? U'\0' : text_.front();
    if (!year.has_value() || *year < 1900 || *year > 2199 || (sign != U'-' && sign != U'/' && sign != U'.')) {
      text_ = before;
      return false;
    }
    text_.remove_prefix(1);
    const std::optional<int> month = TakeDigits(sign == U'-' ? 2 : 1, 2);
    const bool has_day = month.has_value() && !text_.empty() && text_.front() == sign;
    if (has_day) text_.remove_prefix(1);
    const std::optional<int> day = has_day ? TakeDigits(1, 2) : std::nullopt;
    if (!month.has_value() || (has_day && !day.has_value()) || (!has_day && sign == U'.')) {
      text_ = before;
      return false;
    }
    deadline_.year = *year;
    SetMonth(*month);
    if (day.has_value()) SetDay(*day);
    return true;
  }

  bool ReadWrittenDate() {
    const bool has_year = ReadYear();
    if (TakePrefix(text_, U"上半年")) {
      deadline_.half = 1;
      return true;
    }
    if (TakePrefix(text_, U"下半年")) {
      deadline_.half = 2;
      return true;
    }
    return ReadQuarter() || ReadMonth() || has_year;
  }

  // 2020年(度), 二〇二〇年, 本年(度), 当年; a bare 年 only before what ends a year (年底, 年内).
  bool ReadYear() {
    const std::u32string_view before = text_;
    if (TakePrefix(text_, U"本年") || TakePrefix(text_, U"当年") || TakePrefix(text_, U"今年")) {
      TakePrefix(text_, U"度");
      return true;
    }
    if (TakePrefix(text_, U"年")) {
      TakePrefix(text_, U"度");
      if (!text_.empty() && std::u32string_view(U"底末终内").find(text_.front()) != text_.npos) return true;
      text_ = before;
      return false;
    }
    std::optional<int64_t> year = TakeDigits(4, 4);
    if (!year.has_value() && text_.size() > 4) {
      year = ReadChineseDigits(text_.substr(0, 4));
      if (year.has_value()) text_.remove_prefix(4);
    }
    if (!year.has_value() || *year < 1900 || *year > 2199 || !TakePrefix(text_, U"年")) {
      text_ = before;
      return false;
    }
    TakePrefix(text_, U"度");
    deadline_.year = static_cast<int>(*year);
    return true;
  }

  bool ReadQuarter() {
    const std::u32string_view before = text_;
    TakePrefix(text_, U"第");
    std::optional<int> quarter = TakeNumberBefore(U"季度");
    if (!quarter.has_value()) {  // 三季末; but 四季 alone is a word
      quarter = TakeNumberBefore(U"季");
      if (!text_.starts_with(U"末") && !text_.starts_with(U"底")) quarter.reset();
    }
    if (!quarter.has_value()) {
      text_ = before;
      return false;
    }
    if (*quarter < 1 || *quarter > 4) quarter_or_month_out_of_range_ = true;
    deadline_.quarter = std::clamp(*quarter, 1, 4);
    return true;
  }

  bool ReadMonth() {
    const std::optional<int> month = TakeNumberBefore(U"月");
    if (!month.has_value()) return false;
    SetMonth(*month);
    if (TakePrefix(text_, U"份")) names_month_ = true;
    constexpr auto kTenDays = std::to_array<std::u32string_view>({U"上旬", U"中旬", U"下旬"});
    for (size_t i = 0; i < kTenDays.size(); ++i) {
      if (TakePrefix(text_, kTenDays[i])) {
        deadline_.ten_days = static_cast<int>(i) + 1;
        return true;
      }
    }
    std::optional<int> day = TakeNumberBefore(U"日");
    if (!day.has_value()) day = TakeNumberBefore(U"号");
    if (day.has_value()) SetDay(*day);
    return true;
  }

  void SetMonth(int month) {
    if (month < 1 || month > 12) quarter_or_month_out_of_range_ = true;
    deadline_.month = std::clamp(month, 1, 12);
  }

  // A day of 0 would mean "not stated", so it is kept as one that no month has.
  void SetDay(int day) { deadline_.day = day == 0 ? 99 : day; }

  // 底前, 前, 内 ... ; true when something was there.
  bool ReadEnd() {
    const bool is_year = deadline_.month == 0 && deadline_.quarter == 0 && deadline_.half == 0;
    const bool has_end = deadline_.day == 0 && (TakePrefix(text_, U"底") || TakePrefix(text_, U"末") ||
                                                (is_year && TakePrefix(text_, U"终")));
    constexpr auto kBefore = std::to_array<std::u32string_view>({U"之前", U"以前", U"前"});
    constexpr auto kWithin = std::to_array<std::u32string_view>({U"之内", U"以内", U"内", U"中", U"期间"});
    if (TakeOneOf(text_, kBefore)) {
      deadline_.before_period = !has_end && deadline_.day == 0;
      return true;
    }
    ends_within_ = !has_end && TakeOneOf(text_, kWithin);
    return has_end || ends_within_;
  }

  std::u32string_view text_;
  Deadline deadline_;
  bool names_month_ = false;  // 12月份
  bool ends_within_ = false;
  bool quarter_or_month_out_of_range_ = false;
};

}  // namespace

DeadlineReading ReadDeadline(std::u32string_view text) {
  return DeadlineReader(text).Read();
}

}  // namespace clearbudget::targets
