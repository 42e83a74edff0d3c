#include <filesystem>
#include <fstream>

#include "common/testing/fake_clock.h"
#include "common/testing/fake_id_source.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::testing {
namespace {

using errors::Reason;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(StatusMatchersTest, TellStatusesApart) {
  const absl::StatusOr<int> seven = 7;
  const absl::StatusOr<int> missing = errors::Error(Reason::kNotFound, {{"name", "regions/1"}});
  const absl::Status wrong = errors::BadRequest({{.path = "a", .reason = Reason::kRequired}});
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(seven, IsOk());
  EXPECT_THAT(missing, Not(IsOk()));
  EXPECT_THAT(seven, IsOkAndHolds(7));
  EXPECT_THAT(seven, IsOkAndHolds(Gt(6)));
  EXPECT_THAT(seven, Not(IsOkAndHolds(8)));
  EXPECT_THAT(missing, Not(IsOkAndHolds(7)));
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound, HasSubstr("regions/1")));
  EXPECT_THAT(missing, Not(StatusIs(absl::StatusCode::kNotFound, HasSubstr("regions/2"))));
  EXPECT_THAT(missing, HasReason(Reason::kNotFound));
  EXPECT_THAT(seven, Not(HasReason(Reason::kNotFound)));
  EXPECT_THAT(wrong, HasViolation("a", Reason::kRequired));
  EXPECT_THAT(wrong, Not(HasViolation("a", Reason::kTooLong)));
  EXPECT_THAT(wrong, Not(HasViolation("b", Reason::kRequired)));
}

TEST(TemporaryDirectoryTest, IsGoneAfterwards) {
  std::string path;
  {
    const TemporaryDirectory directory;
    path = directory.path();
    std::ofstream(directory.File("a")) << "x";
    EXPECT_TRUE(std::filesystem::exists(path + "/a"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(FakesTest, DoOnlyWhatTheyAreTold) {
  FakeClock clock;
  const ports::Instant start = clock.Now();
  clock.Advance(std::chrono::seconds(5));
  EXPECT_EQ(clock.Now() - start, std::chrono::seconds(5));
  clock.Set(start);
  EXPECT_EQ(clock.Now(), start);
  FakeIdSource ids;
  EXPECT_EQ(ids.NextId(), "00000000000000000000000000000001");
  EXPECT_EQ(ids.NextId(), "00000000000000000000000000000002");
}

}  // namespace
}  // namespace clearbudget::testing
