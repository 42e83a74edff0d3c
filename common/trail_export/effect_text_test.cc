#include "common/trail_export/effect_text.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::trail_export {
namespace {

TEST(EffectTextTest, ReadsWhatItWrites) {
  ports::Effect effect;
  effect.Add("state", "DRAFT", "SUBMITTED");
  effect.Add("comment", std::nullopt, "请审\n\"一\"");
  effect.Add("content.lines[function=201]", R"({"amount":"1.00"})", std::nullopt);
  const std::string text = EffectText(effect);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const auto read = EffectFromText(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, effect);
}

TEST(EffectTextTest, SaysHowManyChangesThereWereBeyondThoseItHolds) {
  ports::Effect effect;
  for (int i = 0; i < 300; ++i) effect.Add(std::to_string(i), "1", "2");
  EXPECT_EQ(EffectFromText(EffectText(effect))->count, 300);
}

TEST(EffectTextTest, NoTextIsLongerThanARowHolds) {
  ports::Effect effect;
  for (int i = 0; i < 200; ++i) {
    effect.Add("content.lines[" + std::to_string(i) + std::string(300, 'x') + "]", std::string(200, '\x01'),
               std::nullopt);
  }
  const std::string text = EffectText(effect);
  EXPECT_LE(text.size(), kLongestEffectText);
  EXPECT_GT(text.size(), kLongestEffectText / 2);
  EXPECT_EQ(EffectFromText(text)->count, 200);
}

TEST(EffectTextTest, NothingIsNothing) {
  EXPECT_EQ(EffectText({}), "");
  EXPECT_EQ(EffectFromText(""), ports::Effect());
}

TEST(EffectTextTest, RefusesOtherTexts) {
  for (const char* text : {"{}", "null", R"({"count":1,"changes":[]} )", R"({"changes":[],"count":1})"}) {
    EXPECT_FALSE(EffectFromText(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace clearbudget::trail_export
