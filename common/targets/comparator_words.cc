#include "common/targets/comparator_words.h"

#include <algorithm>
#include <array>

#include "common/targets/written_text.h"

namespace clearbudget::targets {
namespace {

struct Word {
  std::u32string_view text;
  Comparator comparator;
};

// 以上, 以下 and 以内 include the number itself (Civil Code, article 1259); 超过, 不满 and 低于 exclude it.
constexpr auto kPrefixes = std::to_array<Word>({
    {U"≥", Comparator::kAtLeast},
    {U">", Comparator::kMoreThan},
    {U"≤", Comparator::kAtMost},
    {U"<", Comparator::kLessThan},
    {U"=", Comparator::kEqual},
    {U"≈", Comparator::kApproximately},
    {U"不低于", Comparator::kAtLeast},
    {U"不得低于", Comparator::kAtLeast},
    {U"不应低于", Comparator::kAtLeast},
    {U"不少于", Comparator::kAtLeast},
    {U"不得少于", Comparator::kAtLeast},
    {U"不应少于", Comparator::kAtLeast},
    {U"不小于", Comparator::kAtLeast},
    {U"不得小于", Comparator::kAtLeast},
    {U"大于等于", Comparator::kAtLeast},
    {U"大于或等于", Comparator::kAtLeast},
    {U"高于或等于", Comparator::kAtLeast},
    {U"至少", Comparator::kAtLeast},
    {U"最少", Comparator::kAtLeast},
    {U"大于", Comparator::kMoreThan},
    {U"高于", Comparator::kMoreThan},
    {U"多于", Comparator::kMoreThan},
    {U"超过", Comparator::kMoreThan},
    {U"超出", Comparator::kMoreThan},
    {U"不高于", Comparator::kAtMost},
    {U"不得高于", Comparator::kAtMost},
    {U"不应高于", Comparator::kAtMost},
    {U"不超过", Comparator::kAtMost},
    {U"不得超过", Comparator::kAtMost},
    {U"不应超过", Comparator::kAtMost},
    {U"不能超过", Comparator::kAtMost},
    {U"不多于", Comparator::kAtMost},
    {U"不得多于", Comparator::kAtMost},
    {U"不大于", Comparator::kAtMost},
    {U"不得大于", Comparator::kAtMost},
    {U"不超出", Comparator::kAtMost},
    {U"小于等于", Comparator::kAtMost},
    {U"小于或等于", Comparator::kAtMost},
    {U"低于或等于", Comparator::kAtMost},
    {U"至多", Comparator::kAtMost},
    {U"最多", Comparator::kAtMost},
    {U"小于", Comparator::kLessThan},
    {U"低于", Comparator::kLessThan},
    {U"少于", Comparator::kLessThan},
    {U"不足", Comparator::kLessThan},
    {U"不满", Comparator::kLessThan},
    {U"等于", Comparator::kEqual},
    {U"大约", Comparator::kApproximately},
    {U"约", Comparator::kApproximately},
});

constexpr auto kSuffixes = std::to_array<Word>({
    {U"(含)以上", Comparator::kAtLeast},
    {U"以上(含)", Comparator::kAtLeast},
    {U"及以上", Comparator::kAtLeast},
    {U"或以上", Comparator::kAtLeast},
    {U"以上", Comparator::kAtLeast},
    {U"(含)以下", Comparator::kAtMost},
    {U"以下(含)", Comparator::kAtMost},
    {U"及以下", Comparator::kAtMost},
    {U"或以下", Comparator::kAtMost},
    {U"以下", Comparator::kAtMost},
    {U"(含)以内", Comparator::kAtMost},
    {U"以内(含)", Comparator::kAtMost},
    {U"及以内", Comparator::kAtMost},
    {U"以内", Comparator::kAtMost},
    {U"之内", Comparator::kAtMost},
    {U"左右", Comparator::kApproximately},
    {U"上下", Comparator::kApproximately},
});

// Verbs that name a level and compare nothing. 提高 without 到 states a change, so it is not among them.
constexpr auto kLevelVerbs = std::to_array<std::u32string_view>({
    U"控制在",
    U"保持在",
    U"维持在",
    U"稳定在",
    U"提高到",
    U"提高至",
    U"提升到",
    U"提升至",
    U"降低到",
    U"降低至",
    U"下降到",
    U"下降至",
    U"达到",
});
// Those that are also parts of other words count only at the very start.
constexpr auto kInitialVerbs = std::to_array<std::u32string_view>({U"完成", U"实现", U"达", U"为", U"在"});

constexpr auto kFinalVerbs =
    std::to_array<std::u32string_view>({U"全部完成", U"完成", U"办结", U"完毕", U"办理完毕", U"到位"});

constexpr std::u32string_view kTimeUnitEndings = U"天日时钟周月年度秒";

struct Frequency {
  std::u32string_view text;
  std::u32string_view unit;
};
constexpr auto kFrequencies = std::to_array<Frequency>({
    {U"每年", U"/年"},
    {U"每季度", U"/季度"},
    {U"每月", U"/月"},
    {U"每周", U"/周"},
    {U"每天", U"/天"},
    {U"每日", U"/日"},
});

const Word* LongestPrefixWord(std::u32string_view text) {
  const Word* longest = nullptr;
  for (const Word& word : kPrefixes) {
    const bool longer = longest == nullptr || word.text.size() > longest->text.size();
    if (text.starts_with(word.text) && longer) longest = &word;
  }
  return longest;
}

// Behind such a label a comparator in words may mean its opposite, and the label's scope is not ours to
// guess.
bool MayNegate(std::u32string_view label) {
  return label.find_first_of(U"不未没无勿莫非避禁") != std::u32string_view::npos;
}

bool IsSign(std::u32string_view word) {
  return word.size() == 1 && word.find_first_of(U"≥>≤<=≈") == 0;
}

// A verb such as 达到 may stand between the comparator and the number.
std::u32string_view WithoutLevelVerb(std::u32string_view text) {
  for (const std::u32string_view verb : kLevelVerbs) {
    if (TakePrefix(text, verb)) return text;
  }
  return text;
}

PrefixSplit SplitAtVerb(std::u32string_view text) {
  for (size_t i = 0; i < text.size() && !IsDigit(text[i]); ++i) {
    const std::u32string_view rest = WithoutLevelVerb(text.substr(i));
    if (rest.size() != text.size() - i) return {text.substr(0, i), std::nullopt, rest};
    const bool states_level =
        (text[i] == U'达' || text[i] == U'为') && i + 1 < text.size() && IsDigit(text[i + 1]);
    if (states_level) return {text.substr(0, i), std::nullopt, text.substr(i + 1)};
  }
  for (const std::u32string_view verb : kInitialVerbs) {
    std::u32string_view rest = text;
    if (TakePrefix(rest, verb)) return {{}, std::nullopt, rest};
  }
  for (const Frequency& frequency : kFrequencies) {
    std::u32string_view rest = text;
    if (TakePrefix(rest, frequency.text)) return {frequency.text, std::nullopt, rest};
  }
  return {{}, std::nullopt, text};
}

}  // namespace

PrefixSplit SplitPrefix(std::u32string_view text) {
  for (size_t i = 0; i < text.size() && !IsDigit(text[i]); ++i) {
    const Word* word = LongestPrefixWord(text.substr(i));
    if (word == nullptr) continue;
    const std::u32string_view label = text.substr(0, i);
    return {label, word->comparator, WithoutLevelVerb(text.substr(i + word->text.size())),
            !IsSign(word->text) && MayNegate(label)};
  }
  return SplitAtVerb(text);
}

std::optional<Comparator> TakeComparatorSuffix(std::u32string_view& text) {
  for (const Word& word : kSuffixes) {
    if (TakeSuffix(text, word.text)) return word.comparator;
  }
  const bool within_time = text.size() > 1 && text.back() == U'内' &&
                           kTimeUnitEndings.find(text[text.size() - 2]) != std::u32string_view::npos;
  if (!within_time) return std::nullopt;
  text.remove_suffix(1);
  return Comparator::kAtMost;
}

bool TakeFinalVerb(std::u32string_view& text) {
  return std::any_of(kFinalVerbs.begin(), kFinalVerbs.end(),
                     [&text](std::u32string_view verb) { return TakeSuffix(text, verb); });
}

std::u32string_view FrequencyUnit(std::u32string_view text) {
  for (const Frequency& frequency : kFrequencies) {
    if (text == frequency.text) return frequency.unit;
  }
  return {};
}

bool LooksMeasured(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) {
    return IsDigit(c) || std::u32string_view(U"≥>≤<=≈%‰").find(c) != std::u32string_view::npos;
  });
}

}  // namespace clearbudget::targets
