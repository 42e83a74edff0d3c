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
  revision.last_editor = "王五";
  revision.submission = {.subject = "clerk",
                         .person = "张三",
                         .act_time = 0,
                         .comment = {},
                         .legal_date = {},
                         .document_number = {}};
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

TEST(Approval, FourEyesDigestAndDate) {
  for (const Row& row : kRows) {
    Decision approver;
    approver.subject = row.subject;
    approver.person = row.person;
    const absl::Status status = CheckApproval(
        Submitted(row.origin), approver,
        {.digest = row.digest, .legal_date = row.legal_date, .document_number = {}, .comment = {}});
    EXPECT_EQ(errors::ReasonOf(status), row.refused) << row.what << ": " << status.ToString();
  }
}

}  // namespace
}  // namespace clearbudget::submission
