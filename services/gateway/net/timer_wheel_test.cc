#include "services/gateway/net/timer_wheel.h"

#include <chrono>
#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::gateway {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

TEST(TimerWheelTest, RunsWhatIsDueAndNothingEarlier) {
  TimerWheel wheel(1s);
  int runs = 0;
  Timer timer(wheel, [&runs] { ++runs; });
  EXPECT_FALSE(wheel.UntilNext());
  for (const auto delay : {1ms, 10ms, 100ms, 5110ms, 5120ms, 5130ms, 60000ms, 300000ms}) {
    runs = 0;
    timer.Arm(delay);
    const auto due = wheel.now() + delay;
    while (runs == 0) {
      ASSERT_TRUE(wheel.UntilNext());
      wheel.Advance(wheel.now() + *wheel.UntilNext());
    }
    EXPECT_GE(wheel.now(), due);
    EXPECT_LE(wheel.now(), due + 20ms);
    EXPECT_FALSE(timer.armed());
    EXPECT_FALSE(wheel.UntilNext());
  }
}

TEST(TimerWheelTest, LeapsOverManyTurns) {
  TimerWheel wheel(0s);
  int runs = 0;
  Timer near(wheel, [&runs] { ++runs; });
  Timer far(wheel, [&runs] { ++runs; });
  near.Arm(1s);
  far.Arm(1h);
  wheel.Advance(30min);
  EXPECT_EQ(runs, 1);
  wheel.Advance(2h);
  EXPECT_EQ(runs, 2);
}

TEST(TimerWheelTest, CancelsMovesAndDestroys) {
  TimerWheel wheel(0s);
  std::vector<int> runs;
  Timer cancelled(wheel, [&runs] { runs.push_back(1); });
  Timer moved(wheel, [&runs] { runs.push_back(2); });
  cancelled.Arm(10ms);
  moved.Arm(10ms);
  moved.Arm(1s);
  {
    Timer(wheel, [&runs] { runs.push_back(3); }).Arm(10ms);
  }
  cancelled.Cancel();
  wheel.Advance(500ms);
  EXPECT_THAT(runs, ElementsAre());
  wheel.Advance(2s);
  EXPECT_THAT(runs, ElementsAre(2));
}

TEST(TimerWheelTest, CallbacksMayTouchOtherTimers) {
  TimerWheel wheel(0s);
  int runs = 0;
  std::unique_ptr<Timer> first;
  std::unique_ptr<Timer> second;
  // Whichever of the two runs first destroys the other one and arms itself again.
  first = std::make_unique<Timer>(wheel, [&] {
    second.reset();
    if (++runs < 3) first->Arm(0ms);
  });
  second = std::make_unique<Timer>(wheel, [&] {
    first.reset();
    if (++runs < 3) second->Arm(0ms);
  });
  first->Arm(10ms);
  second->Arm(10ms);
  for (int i = 1; i < 10; ++i) wheel.Advance(i * 100ms);
  EXPECT_EQ(runs, 3);
}

}  // namespace
}  // namespace clearbudget::gateway
