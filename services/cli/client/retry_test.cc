#include "services/cli/client/retry.h"

#include <vector>

#include "common/errors/error.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::IsOk;

class RetryTest : public ::testing::Test {
 protected:
  // Runs a call that fails with the reasons, one after another, and then succeeds.
  absl::Status Run(std::vector<Reason> reasons, milliseconds limit) {
    calls_ = 0;
    return retry_.Run(
        clock_.Now() + limit,
        [&]() -> absl::Status {
          const size_t call = calls_++;
          return call < reasons.size() ? errors::Error(reasons[call]) : absl::OkStatus();
        },
        [] {});
  }

  size_t calls_ = 0;
  std::vector<int64_t> pauses_;
  testing::FakeClock clock_;
  Retry retry_{clock_, [this](milliseconds time) {
                 pauses_.push_back(time.count());
                 clock_.Advance(time);
               }};
};

TEST_F(RetryTest, RepeatsWhatMaySucceedLater) {
  EXPECT_THAT(Run({Reason::kStoreUnavailable, Reason::kServerBusy, Reason::kOutcomeUnknown,
                   Reason::kOperationConflict, Reason::kStoreQueueFull, Reason::kBackendUnavailable},
                  milliseconds(30000)),
              IsOk());
  EXPECT_THAT(pauses_, ElementsAre(100, 200, 400, 800, 1600, 3000));
}

TEST_F(RetryTest, EndsAtTheDeadline) {
  EXPECT_THAT(Run(std::vector<Reason>(100, Reason::kStoreUnavailable), milliseconds(1000)),
              HasReason(Reason::kStoreUnavailable));
  EXPECT_THAT(pauses_, ElementsAre(100, 200, 400));
}

TEST_F(RetryTest, TellsWhatNoRepetitionMends) {
  for (const Reason reason : {Reason::kEtagMismatch, Reason::kTooLarge, Reason::kPermissionDenied}) {
    EXPECT_THAT(Run({reason}, milliseconds(30000)), HasReason(reason));
    EXPECT_EQ(calls_, 1);
  }
}

}  // namespace
}  // namespace clearbudget::cli
