#include "common/ports/instant_text.h"

#include "gtest/gtest.h"

namespace clearbudget::ports {
namespace {

TEST(InstantTextTest, ReadsWhatItWrites) {
  EXPECT_EQ(InstantText(0), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(InstantText(1'580'457'600'000'001), "2020-01-31T08:00:00.000001Z");
  EXPECT_EQ(MicrosecondsFromText("2020-01-31T08:00:00.000001Z"), 1'580'457'600'000'001);
  EXPECT_EQ(MicrosecondsFromText(InstantText(1'790'000'000'123'456)), 1'790'000'000'123'456);
}

TEST(InstantTextTest, RefusesWhatItWouldNotWrite) {
  for (const char* text :
       {"", "2020-01-31T08:00:00Z", "2020-02-30T08:00:00.000000Z", "2020-01-31 08:00:00.000000Z"}) {
    EXPECT_FALSE(MicrosecondsFromText(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace clearbudget::ports
