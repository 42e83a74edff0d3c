#include "common/ports/effect.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::ports {
namespace {

TEST(EffectTest, KeepsWhatChanged) {
  Effect effect;
  effect.Add("state", "draft", "submitted");
  effect.Add("title", "同", "同");
  effect.Add("note", std::nullopt, std::nullopt);
  effect.Add("comment", std::nullopt, "退回");
  ASSERT_EQ(effect.count, 2);
  EXPECT_EQ(effect.changes[0], (FieldChange{"state", "draft", "submitted"}));
  EXPECT_EQ(effect.changes[1], (FieldChange{"comment", std::nullopt, "退回"}));
}

TEST(EffectTest, CountsWhatItHasNoRoomFor) {
  Effect effect;
  for (int i = 0; i < 205; ++i) effect.Add(std::to_string(i), "1", "2");
  EXPECT_EQ(effect.changes.size(), Effect::kMostChanges);
  EXPECT_EQ(effect.count, 205);
}

TEST(EffectTest, CutsALongValueBetweenCharacters) {
  Effect effect;
  std::string value = "x";
  for (int i = 0; i < 100; ++i) value += "预";
  effect.Add("text", std::nullopt, value);
  const std::string& kept = *effect.changes[0].after;
  EXPECT_EQ(kept.size(), 1 + 66 * 3 + 3);
  EXPECT_TRUE(kept.ends_with("预…"));
}

}  // namespace
}  // namespace clearbudget::ports
