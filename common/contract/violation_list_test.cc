#include "common/contract/violation_list.h"

#include <gtest/gtest.h>

namespace clearbudget::contract {
namespace {

TEST(ViolationListTest, ShowsWhatIsInvisibleAndShortensWhatIsLong) {
  EXPECT_EQ(Shown("１２，３４"), "１２，３４");
  EXPECT_EQ(Shown("a\nb\xE2\x80\xAE"), "a\\u{a}b\\u{202e}");
  EXPECT_EQ(Shown("\xFFx"), "\\u{fffd}x");
  std::string many;
  for (int i = 0; i < 81; ++i) many += "字";
  EXPECT_EQ(Shown(many), many.substr(0, 240) + "…");
  EXPECT_EQ(Shown(many.substr(0, 240)), many.substr(0, 240));
}

TEST(ViolationListTest, AnEmptyListIsNoError) {
  EXPECT_TRUE(ViolationList().empty());
  EXPECT_TRUE(ViolationList().ToStatus().ok());
}

}  // namespace
}  // namespace clearbudget::contract
