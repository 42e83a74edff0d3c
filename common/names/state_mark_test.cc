#include "common/names/state_mark.h"

#include <gtest/gtest.h>

#include <set>

namespace clearbudget::names {
namespace {

TEST(StateMarkTest, IsTheSameForAStateAndAnotherForEveryOther) {
  EXPECT_EQ(StateMark("regions/1/agencies/2", 0, 1), StateMark("regions/1/agencies/2", 0, 1));
  EXPECT_EQ(StateMark("regions/1/agencies/2", 0, 1).size(), 16U);
  std::set<std::string> marks;
  for (const char* name : {"regions/1/agencies/2", "regions/1/agencies/3"}) {
    for (int revision = 0; revision < 3; ++revision) {
      for (int change = 1; change < 4; ++change) marks.insert(StateMark(name, revision, change));
    }
  }
  EXPECT_EQ(marks.size(), 18U);
}

}  // namespace
}  // namespace clearbudget::names
