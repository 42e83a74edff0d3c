#include <gtest/gtest.h>

#include <string>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/submission/conversion/answer_message.h"
#include "services/submission/conversion/content_message.h"
#include "services/submission/conversion/request_name.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

TEST(Conversion, AnAnswerOutOfMeasureIsRefused) {
  budget::v1::BudgetContent content;
  content.mutable_department()->set_introduction(std::string(1000, 'x'));
  EXPECT_THAT(CheckSize(content, "name"), IsOk());
  content.mutable_department()->set_introduction(std::string(17 * 1024 * 1024, 'x'));
  EXPECT_THAT(CheckSize(content, "name"), HasReason(Reason::kTooLarge));
}

TEST(Conversion, StoredBytesThatAreNoContentAreDataLoss) {
  budget::v1::BudgetContent content;
  EXPECT_THAT(FillContent("\xff\xff", {}, content), HasReason(Reason::kChecksumMismatch));
  EXPECT_THAT(FillContent("", {{"key", "\xff"}}, content), HasReason(Reason::kChecksumMismatch));
}

TEST(Conversion, AKeptAnswerComesBackAsItWas) {
  BudgetHead head;
  head.name = {"130303", "101", 2020};
  head.origin = BudgetOrigin::kRecorded;
  head.state = BudgetState::kReturned;
  head.change_number = 7;
  head.latest_revision = 2;
  head.approved_revision = 1;
  head.create_time = 1'580'457'600'000'001;
  head.update_time = 1'580'457'600'000'002;
  const Answer lines = LinesWritten{.head = head, .added = 1, .replaced = 2, .removed = 3};
  EXPECT_THAT(DecodeAnswer(EncodeAnswer(head), 7), testing::IsOkAndHolds(Answer(head)));
  EXPECT_THAT(DecodeAnswer(EncodeAnswer(lines), 7), testing::IsOkAndHolds(lines));
  EXPECT_THAT(DecodeAnswer({.type = "clearbudget.budget.v1.Unknown", .bytes = ""}, 7),
              HasReason(Reason::kChecksumMismatch));
}

TEST(Conversion, ANameOfAnotherKindIsRefusedAtItsPath) {
  EXPECT_THAT(BudgetNameAt("budget.name", "regions/130303/agencies/101"),
              HasViolation("budget.name", Reason::kNameMalformed));
  EXPECT_THAT(RevisionNameAt("name", "regions/130303/agencies/101/budgets/2020"),
              HasViolation("name", Reason::kNameMalformed));
  EXPECT_EQ(DraftOrRevisionAt("name", "regions/130303/agencies/101/budgets/2020")->revision, std::nullopt);
  EXPECT_EQ(DraftOrRevisionAt("name", "regions/130303/agencies/101/budgets/2020/revisions/3")->revision, 3);
  EXPECT_THAT(DraftOrRevisionAt("name", "regions/130303"), HasViolation("name", Reason::kNameMalformed));
}

}  // namespace
}  // namespace clearbudget::submission
