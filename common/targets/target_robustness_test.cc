// Any bytes give a target that keeps them; nothing else is promised of nonsense.
#include <array>
#include <random>
#include <string>
#include <string_view>

#include "common/targets/actual.h"
#include "common/targets/target.h"
#include "common/targets/written_text.h"
#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

TEST(TargetRobustnessTest, RefusesWhatIsNoText) {
  for (const std::string_view bytes : {"\xFF", "\xC3", "\xE4\xB8", "\xC0\x80", "\xED\xA0\x80",
                                       "\xF4\x90\x80\x80", "90\x80", "\xF8\x88\x80\x80\x80"}) {
    const Target target = ReadTarget(bytes);
    EXPECT_EQ(target.kind, TargetKind::kUnreadable);
    EXPECT_EQ(target.fault, ReadFault::kInvalidText);
    EXPECT_EQ(target.text, bytes);
  }
  const std::string long_text(5000, '9');
  EXPECT_EQ(ReadTarget(long_text).fault, ReadFault::kInvalidText);
  std::string words;
  for (int i = 0; i < 100; ++i) words += "逐步提高";
  EXPECT_EQ(ReadTarget(words).kind, TargetKind::kQualitative);
  EXPECT_EQ(ReadTarget(words + "90%").kind, TargetKind::kUnreadable);
}

TEST(TargetRobustnessTest, EncodesWhatItDecodes) {
  for (const std::string_view text :
       {"", "a", "é", "≥九十％", "😀", "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"}) {
    const auto decoded = Decode(text);
    ASSERT_TRUE(decoded.has_value());
    EXPECT_EQ(Encode(*decoded), text);
  }
}

// Pieces of real target values in any order, over a fixed sequence.
TEST(TargetRobustnessTest, ReadsAnyMixtureOfPieces) {
  constexpr std::array<std::string_view, 40> kPieces = {
      "≥",  ">",    "=",    "《",   "》", "不低于", "超过",   "以上", "以内",   "内",
      "约", "达到", "完成", "每年", "3",  "0",      "20",     "05",   ".",      ",",
      "-",  "～",   "至",   "%",    "次", "万元",   "年",     "月",   "日",     "底",
      "前", "第",   "季度", "三",   "百", "零",     "百分之", "且",   "满意度", "\xE4"};
  std::mt19937_64 random(20201231);
  int readable = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string text;
    for (size_t count = random() % 7; count > 0; --count) text += kPieces[random() % kPieces.size()];
    const Target target = ReadTarget(text);
    ASSERT_EQ(target.text, text);
    ASSERT_EQ(target.kind == TargetKind::kUnreadable, target.fault != ReadFault::kNone) << text;
    ASSERT_EQ(target.kind == TargetKind::kDeadline, target.deadline.has_value()) << text;
    if (target.kind == TargetKind::kRange) {
      ASSERT_LT(target.quantity.number, target.upper.number) << text;
    }
    if (target.kind == TargetKind::kDeadline) {
      ASSERT_TRUE(DaysOf(*target.deadline, 2020).has_value()) << text;
    }
    if (target.kind == TargetKind::kQuantitative || target.kind == TargetKind::kRange) ++readable;
    ASSERT_EQ(ReadActual(text).text, text);
  }
  EXPECT_GT(readable, 1000);
}

}  // namespace
}  // namespace clearbudget::targets
