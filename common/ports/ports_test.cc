#include <set>

#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::ports {
namespace {

TEST(RandomIdSourceTest, IdsAreHexadecimalAndDiffer) {
  RandomIdSource ids;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = ids.NextId();
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), id.npos);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

TEST(SystemClockTest, IsTheClockOfDeadlines) {
  const Instant before = std::chrono::system_clock::now();
  const Instant now = SystemClock().Now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace clearbudget::ports
