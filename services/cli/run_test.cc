#include "services/cli/run.h"

#include "common/errors/error.h"
#include "gmock/gmock.h"
#include "services/cli/command_table.h"
#include "services/cli/output/exit_code.h"
#include "services/cli/testing/fake_suite.h"
#include "services/cli/testing/program.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kBudget = "regions/990101/agencies/201/budgets/2026";
constexpr const char* kRevision = "regions/990101/agencies/201/budgets/2026/revisions/1";

class RunTest : public ::testing::Test {
 protected:
  RunTest() {
    suite_.budgets[kBudget].set_name(kBudget);
    suite_.budgets[kBudget].set_etag("e1");
    suite_.budgets[kBudget].set_state(budget::v1::BUDGET_STATE_DRAFT);
  }

  FakeSuite suite_;
  Program program_{suite_.address(), suite_.ca_pem()};
};

TEST_F(RunTest, ExplainsWhatTheCommandLineLacks) {
  struct Case {
    std::vector<std::string> words;
    std::string told;
  };
  const Case cases[] = {
      {{"aply"}, "应为apply, check"},
      {{"check"}, "BUDGET|REVISION"},
      {{"check", kBudget, kBudget}, "TOO_MANY_ITEMS"},
      {{"check", kBudget, "--colour", "red"}, "--all, --as"},
      {{"check", kBudget, "--as"}, "--as NAME"},
      {{"check", kBudget, "--all=yes"}, "不带值的开关"},
      {{"check", kBudget, "--as", "a", "--as", "b"}, "DUPLICATE_KEY"},
      {{"check", kBudget, "--as", "nobody"}, "应为li"},
      {{"check", kBudget, "--gateway", "http://x"}, "127.0.0.1:8080"},
      {{"check", kBudget, "--gateway", "budget.example:443", "--plaintext"}, "--plaintext"},
      {{"check", kBudget, "--certificate", "platform.pem"}, "--certificate-key"},
      {{"check", kBudget, "--ca", "/nowhere.pem"}, "/nowhere.pem"},
      {{"delegate", "create", "regions/990101/delegations/leave", "--to", "wang"}, "--last-day"},
      {{"delegate", "lend", "regions/990101/delegations/leave"}, "create, revoke, list"},
      {{"check", kBudget, "--timeout", "soon"}, "--timeout"},
      {{"check", kBudget, "--lang", "fr"}, "zh, en or both"},
      {{"return", kRevision}, "--comment TEXT"},
      {{"list", "people"}, "agencies, budgets"},
      {{"token", "--people", "/nowhere.yaml"}, "/nowhere.yaml"},
      {{"token", "--key", "/nowhere.pem"}, "/nowhere.pem"},
  };
  for (const Case& c : cases) {
    const Ended ended = program_.Run(c.words);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kUsage)) << c.told;
    EXPECT_THAT(ended.error, HasSubstr(c.told));
  }
  EXPECT_EQ(program_.Run({"check", "regions/1"}).code, static_cast<int>(ExitCode::kBadInput));
  EXPECT_EQ(program_.Run({}).code, static_cast<int>(ExitCode::kUsage));
}

TEST_F(RunTest, HelpsInTheLanguageAskedFor) {
  for (const Command& command : CommandTable()) {
    const Ended ended = program_.Run({std::string(command.name), "--help", "--lang", "en"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.out,
                AllOf(HasSubstr(command.summary.english), Not(HasSubstr(command.summary.chinese))));
    EXPECT_THAT(program_.Run({"--help"}).out, HasSubstr(command.name));
  }
}

TEST_F(RunTest, SubmitsAndApprovesOnce) {
  EXPECT_EQ(program_.Run({"submit", kBudget}).code, 0);
  EXPECT_EQ(program_.Run({"submit", kBudget}).code, 0);
  EXPECT_THAT(suite_.mutations, ElementsAre("SubmitBudget"));
  const std::vector<std::string> approve = {"approve", kRevision, "--legal-date", "2026-02-10"};
  const Ended ended = program_.Run(approve);
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_THAT(ended.out, HasSubstr("cb1:sha256:00"));
  EXPECT_EQ(suite_.approval.digest(), "cb1:sha256:00");
  EXPECT_EQ(suite_.approval.etag(), suite_.budgets[kBudget].etag());
  EXPECT_EQ(program_.Run(approve).code, 0);
  EXPECT_THAT(suite_.mutations, ElementsAre("SubmitBudget", "ApproveBudget"));
}

TEST_F(RunTest, RefusesAnApprovalOfAnotherDigest) {
  ASSERT_EQ(program_.Run({"submit", kBudget}).code, 0);
  const Ended ended = program_.Run({"approve", kRevision, "--digest", "cb1:sha256:11"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kRefused));
  EXPECT_THAT(ended.error, HasSubstr("[DIGEST_MISMATCH]"));
}

TEST_F(RunTest, AnswersProgramsInJson) {
  const Ended shown = program_.Run({"show", kBudget, "--json"});
  EXPECT_EQ(shown.code, 0);
  EXPECT_THAT(shown.out, AllOf(HasSubstr("\"name\""), HasSubstr("\"BUDGET_STATE_DRAFT\"")));
  EXPECT_THAT(shown.error, IsEmpty());
  const Ended missing = program_.Run({"show", "regions/990101/agencies/7", "--json"});
  EXPECT_EQ(missing.code, static_cast<int>(ExitCode::kNotFound));
  EXPECT_THAT(missing.out, IsEmpty());
  EXPECT_THAT(missing.error, HasSubstr("\"reason\": \"NOT_FOUND\""));
}

TEST_F(RunTest, TellsWhyByItsExitCode) {
  struct Case {
    Reason reason;
    ExitCode code;
  };
  const Case cases[] = {{Reason::kStateForbids, ExitCode::kRefused},
                        {Reason::kInvalidRequest, ExitCode::kBadInput},
                        {Reason::kStoreUnavailable, ExitCode::kUnavailable},
                        {Reason::kDeadlineExceeded, ExitCode::kUnavailable},
                        {Reason::kPermissionDenied, ExitCode::kPermission},
                        {Reason::kCredentialsExpired, ExitCode::kPermission},
                        {Reason::kNotFound, ExitCode::kNotFound},
                        {Reason::kEtagMismatch, ExitCode::kConflict},
                        {Reason::kAlreadyExists, ExitCode::kConflict},
                        {Reason::kInternal, ExitCode::kFailed},
                        {Reason::kChecksumMismatch, ExitCode::kFailed}};
  for (const Case& c : cases) {
    suite_.refuse = [&](const std::string&, size_t) { return errors::Error(c.reason); };
    const Ended ended = program_.Run({"submit", kBudget});
    EXPECT_EQ(ended.code, static_cast<int>(c.code)) << errors::ReasonName(c.reason);
    EXPECT_THAT(ended.error, HasSubstr(errors::ReasonName(c.reason)));
  }
}

TEST(Run, GivesUpWhereNobodyListens) {
  Program program("127.0.0.1:1", testing::TestCa("nobody").CertificatePem());
  const Ended ended = program.Run({"show", kBudget, "--timeout", "2s"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kUnavailable));
  EXPECT_THAT(ended.error, HasSubstr("gateway 127.0.0.1:1"));
}

}  // namespace
}  // namespace clearbudget::cli
