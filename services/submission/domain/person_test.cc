#include "services/submission/domain/person.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::submission {
namespace {

TEST(Person, OneNameInItsWritings) {
  for (const char* writing :
       {"zhang.san", " zhang.san ", "ZHANG.SAN", "ｚｈａｎｇ．ｓａｎ", "Ｚhang.San", "zhang\xC2\xA0.san",
        "zhang.\xE2\x80\x8Bsan", "\xEF\xBB\xBFzhang.san", "zhang\xE3\x80\x80.san\t"}) {
    EXPECT_TRUE(SamePerson("zhang.san", writing)) << writing;
  }
  EXPECT_TRUE(SamePerson("张三", "张　三"));
  EXPECT_TRUE(SamePerson("张三Ａ", "张三a"));
}

TEST(Person, OthersAreOthers) {
  EXPECT_FALSE(SamePerson("张三", "李四"));
  EXPECT_FALSE(SamePerson("zhang.san", "zhangsan"));
  EXPECT_FALSE(SamePerson("\xFF", "\xFE"));
}

TEST(Person, NobodyIsNotNobody) {
  EXPECT_FALSE(SamePerson("", ""));
  EXPECT_FALSE(SamePerson(" ", "　"));
  EXPECT_EQ(PersonKey(" \xE2\x80\x8B"), "");
}

TEST(Person, BrokenBytesAreTakenAsTheyAre) {
  EXPECT_EQ(PersonKey("a\xE5"), "a\xE5");
  EXPECT_EQ(PersonKey("\x80"), "\x80");
}

}  // namespace
}  // namespace clearbudget::submission
