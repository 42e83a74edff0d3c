#include "services/submission/domain/approval.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

using errors::Reason;

RevisionHead Submitted(BudgetOrigin origin) {
  RevisionHead revision;
  revision.name = {"130303", "101", 2020, 1};
  revision.origin = origin;
  revision.digest = "cb1:sha256:aa";
  revision.digest_national = "cb1:sm3:bb";
  revision.editors = {{"first", "赵六", ""}, {"second", "王五", "钱七"}};
  revision.submission = {.subject = "clerk",
                         .person = "张三",
                         .act_time = 0,
                         .comment = {},
                         .legal_date = {},
                         .document_number = {},
                         .delegator = "孙八",
                         .delegation = "regions/130303/delegations/leave"};
  return revision;
}

struct Row {
  const char* what;
  BudgetOrigin origin;
  const char* subject;
  const char* person;
  const char* digest;
  const char* legal_date;
  std::optional<Reason> refused;
  const char* delegator = "";
};

constexpr Row kRows[] = {
    {"another person", BudgetOrigin::kPrepared, "head", "李四", "cb1:sha256:aa", "2020-02-01", std::nullopt},
    {"the national digest", BudgetOrigin::kPrepared, "head", "李四", "cb1:sm3:bb", "2020-02-01",
     std::nullopt},
    {"the submitter", BudgetOrigin::kPrepared, "head", "张三", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"the submitter's account", BudgetOrigin::kPrepared, "clerk", "李四", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"the last editor", BudgetOrigin::kPrepared, "head", "王五", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"the first editor", BudgetOrigin::kPrepared, "head", "赵六", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"an editor's account with another person", BudgetOrigin::kPrepared, "second", "李四", "cb1:sha256:aa",
     "2020-02-01", Reason::kOtherPersonRequired},
    {"who lent to an editor", BudgetOrigin::kPrepared, "head", "钱七", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"who lent to the submitter", BudgetOrigin::kPrepared, "head", "孙八", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"for the submitter", BudgetOrigin::kPrepared, "head", "李四", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired, "张三"},
    {"for an editor", BudgetOrigin::kRecorded, "head", "李四", "cb1:sha256:aa", "",
     Reason::kOtherPersonRequired, "赵六"},
    {"for another person", BudgetOrigin::kPrepared, "head", "李四", "cb1:sha256:aa", "2020-02-01",
     std::nullopt, "周九"},
    {"the submitter's second account, otherwise written", BudgetOrigin::kPrepared, "head", " 张　三",
     "cb1:sha256:aa", "2020-02-01", Reason::kOtherPersonRequired},
    {"a blank person", BudgetOrigin::kRecorded, "head", " ", "cb1:sha256:aa", "",
     Reason::kOtherPersonRequired},
    {"a machine, recorded", BudgetOrigin::kRecorded, "head", "", "cb1:sha256:aa", "",
     Reason::kOtherPersonRequired},
    {"a machine for a person", BudgetOrigin::kRecorded, "head", "", "cb1:sha256:aa", "",
     Reason::kOtherPersonRequired, "周九"},
    {"a machine", BudgetOrigin::kPrepared, "head", "", "cb1:sha256:aa", "2020-02-01",
     Reason::kOtherPersonRequired},
    {"another digest", BudgetOrigin::kPrepared, "head", "李四", "cb1:sha256:cc", "2020-02-01",
     Reason::kDigestMismatch},
    {"no date, prepared", BudgetOrigin::kPrepared, "head", "李四", "cb1:sha256:aa", "",
     Reason::kInvalidRequest},
    {"no date, recorded", BudgetOrigin::kRecorded, "head", "李四", "cb1:sha256:aa", "", std::nullopt},
    {"the submitter, recorded", BudgetOrigin::kRecorded, "head", "张三", "cb1:sha256:aa", "",
     Reason::kOtherPersonRequired},
};

absl::Status Judge(const RevisionHead& revision, const Hand& approver, const Approval& approval) {
  const absl::Status other = CheckOtherPerson(revision, Action::kApprove, approver);
  return other.ok() ? CheckApproval(revision, approval) : other;
}

TEST(Approval, AReturnNeedsNoOtherPerson) {
  const Hand submitter{.subject = "clerk", .person = "张三", .delegator = ""};
  EXPECT_TRUE(CheckOtherPerson(Submitted(BudgetOrigin::kPrepared), Action::kReturn, submitter).ok());
}

TEST(Approval, FourEyesDigestAndDate) {
  for (const Row& row : kRows) {
    const Hand approver{.subject = row.subject, .person = row.person, .delegator = row.delegator};
    const absl::Status status =
        Judge(Submitted(row.origin), approver,
              {.digest = row.digest, .legal_date = row.legal_date, .document_number = {}, .comment = {}});
    EXPECT_EQ(errors::ReasonOf(status), row.refused) << row.what << ": " << status.ToString();
  }
}

}  // namespace
}  // namespace clearbudget::submission
