#include "services/submission/domain/hand.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::submission {
namespace {

struct Row {
  const char* what;
  Hand left;
  Hand right;
  bool meet;
};

const Row kRows[] = {
    {"strangers", {"a", "张三", ""}, {"b", "李四", ""}, false},
    {"one account", {"a", "张三", ""}, {"a", "李四", ""}, true},
    {"one person with two accounts", {"a", "张三", ""}, {"b", "张 三", ""}, true},
    {"full-width letters", {"a", "zhang", ""}, {"b", "Ｚhang", ""}, true},
    {"one lends to the other", {"a", "张三", ""}, {"b", "李四", "张三"}, true},
    {"the other lends to the one", {"a", "张三", "李四"}, {"b", "李四", ""}, true},
    {"one lends to both", {"a", "张三", "王五"}, {"b", "李四", "王五"}, true},
    {"two lenders", {"a", "张三", "王五"}, {"b", "李四", "赵六"}, false},
    {"machines", {"platform:a", "", ""}, {"platform:b", "", ""}, false},
    {"one machine", {"platform:a", "", ""}, {"platform:a", "", ""}, true},
    {"nobody", {"", "", ""}, {"", "", ""}, false},
};

TEST(Hand, WhoMeetsWhom) {
  for (const Row& row : kRows) {
    EXPECT_EQ(Meet(row.left, row.right), row.meet) << row.what;
    EXPECT_EQ(Meet(row.right, row.left), row.meet) << row.what;
  }
}

TEST(Hand, EachIsRememberedOnceAndTheLatestStandsLast) {
  std::vector<Hand> hands;
  AddHand(hands, {"a", "张三", ""});
  AddHand(hands, {"b", "李四", ""});
  AddHand(hands, {"a", "张三", ""});
  ASSERT_EQ(hands.size(), 2U);
  EXPECT_EQ(hands.back().subject, "a");
  for (size_t i = 0; i < 2 * kMostHands; ++i) AddHand(hands, {std::to_string(i), "", ""});
  EXPECT_EQ(hands.size(), kMostHands);
  EXPECT_EQ(hands.back().subject, std::to_string(2 * kMostHands - 1));
}

}  // namespace
}  // namespace clearbudget::submission
