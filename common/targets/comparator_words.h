// The words and signs that compare, as they stand before or after a number in normalised text.
#pragma once

#include <optional>
#include <string_view>

#include "common/targets/target.h"

namespace clearbudget::targets {

// What stands before a number, split: 满意度 | 不低于 | 95%.
struct PrefixSplit {
  std::u32string_view label;
  std::optional<Comparator> comparator;  // absent: none written, at most a verb such as 达到
  std::u32string_view rest;
  bool negated = false;  // the label denies the comparator in a way that is not understood: 不宜|超过
};

// Splits at the first comparator that stands before every Arabic digit; where there is none, takes off a verb
// that compares nothing (达到, 控制在). Without either, label is empty and rest is the text.
PrefixSplit SplitPrefix(std::u32string_view text);

// Takes 以上, 以内, 左右 ... off the end. 内 counts only behind a unit of time (5天内).
std::optional<Comparator> TakeComparatorSuffix(std::u32string_view& text);

// Takes 完成, 办结 ... off the end; true when there was one.
bool TakeFinalVerb(std::u32string_view& text);

// "/年" for 每年 and so on; empty for other texts.
std::u32string_view FrequencyUnit(std::u32string_view text);

// True for the signs ≥ > ≤ < = ≈ % and Arabic digits: a text with one was meant to be read as a number.
bool LooksMeasured(std::u32string_view text);

}  // namespace clearbudget::targets
