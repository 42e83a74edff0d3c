#include <fstream>
#include <set>
#include <string>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/input/document.h"
#include "services/cli/input/file_text.h"
#include "services/cli/input/people.h"
#include "services/cli/input/request_id.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

constexpr const char* kDigest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

TEST(StepRequestId, DependsOnFileStepAndState) {
  const std::set<std::string> ids = {
      StepRequestId(kDigest, 1, ""), StepRequestId(kDigest, 2, ""), StepRequestId(kDigest, 1, "e1"),
      StepRequestId(std::string(64, 'a'), 1, ""), StepRequestId(kDigest, 999, "")};
  EXPECT_EQ(ids.size(), 5);
  for (const std::string& id : ids) EXPECT_LE(id.size(), 64);
  EXPECT_EQ(StepRequestId(kDigest, 1, ""), "apply-0123456789abcdef01234567-e3b0c44298fc1c14-1");
}

TEST(ActRequestId, DependsOnAllThatIsSaid) {
  budget::v1::SubmitBudgetRequest request;
  request.set_name("regions/990101/agencies/201/budgets/2026");
  const std::string plain = ActRequestId("submit", request);
  EXPECT_EQ(ActRequestId("submit", request), plain);
  EXPECT_NE(ActRequestId("submit", request, "e1"), plain);
  request.set_comment("x");
  EXPECT_NE(ActRequestId("submit", request), plain);
  EXPECT_LE(plain.size(), 64);
}

class FileTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.File(name), std::ios::binary) << text;
    return folder_.File(name);
  }

  testing::TemporaryDirectory folder_;
};

TEST_F(FileTest, RefusesWhatIsNoTextFile) {
  struct Case {
    std::string file;
    Reason reason;
  };
  const Case cases[] = {{folder_.File("missing"), Reason::kReferenceUnknown},
                        {folder_.path(), Reason::kTypeMismatch},
                        {Write("empty", " \n\t"), Reason::kRequired},
                        {Write("large", std::string(101, 'a')), Reason::kTooLong},
                        {Write("binary", std::string("a\0b", 3)), Reason::kTextMalformed},
                        {Write("latin", "a\n\xE4"), Reason::kTextMalformed}};
  for (const Case& c : cases) {
    const auto text = ReadTextFile(c.file, 100);
    EXPECT_THAT(text, HasViolation("", c.reason)) << c.file;
    EXPECT_EQ(PlacesOf(text.status()).size(), 1);
  }
  EXPECT_THAT(PlacesOf(ReadTextFile(folder_.File("latin")).status()),
              ElementsAre(Place{folder_.File("latin"), {2, 1}}));
  EXPECT_THAT(ReadTextFile(Write("fits", std::string(100, 'a')), 100), IsOk());
}

TEST_F(FileTest, KnowsDocumentsByTheirFirstMember) {
  const auto documents =
      ReadDocuments({Write("b.json", R"({"progress_report": {"name":)"
                                     R"("regions/990101/agencies/201/budgets/2026/revisions/1/)"
                                     R"(progressReports/3"}})"),
                     Write("a.yml", "agency:\n  name: regions/990101/agencies/201\n")});
  ASSERT_THAT(documents, IsOk());
  EXPECT_EQ((*documents)[0].name(), "regions/990101/agencies/201");
  EXPECT_EQ((*documents)[0].digest.size(), 64);
  EXPECT_EQ((*documents)[1].request.index(), 2);
}

TEST_F(FileTest, RefusesDocumentsOfOtherKinds) {
  EXPECT_THAT(ReadDocuments({Write("a.yaml", "butget: {}\n")}),
              HasViolation("butget", Reason::kUnknownField));
  EXPECT_THAT(ReadDocuments({Write("b.yaml", "agency: {name: regions/990101/agencies/1}\nrequestId: x\n")}),
              HasViolation("request_id", Reason::kNotAllowed));
  EXPECT_THAT(ReadDocuments({Write("c.yaml", "- a\n")}), HasViolation("", Reason::kTypeMismatch));
}

TEST_F(FileTest, ReadsPeople) {
  const auto people = ReadPeople(Write("people.yaml",
                                       "people:\n  - name: li\n    subject: \"person:li\"\n"
                                       "    roles: [unit_preparer, publisher]\n"));
  ASSERT_THAT(people, IsOk());
  const auto caller = FindPerson(*people, "li");
  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ(caller->subject, "person:li");
  EXPECT_THAT(caller->roles, ElementsAre("unit_preparer", "publisher"));
  EXPECT_THAT(FindPerson(*people, "wang"), HasReason(Reason::kConfigurationInvalid));
}

TEST_F(FileTest, ReadsThePeopleOfThisRepository) {
  EXPECT_THAT(ReadPeople(CLEARBUDGET_SOURCE_DIR "/deploy/development/people.yaml"), IsOk());
}

TEST_F(FileTest, TellsEverythingThatIsWrongWithPeople) {
  const auto people =
      ReadPeople(Write("people.yaml",
                       "people:\n  - name: li\n    age: 3\n    roles: unit_preparer\n  - name: li\n"
                       "    subject: [a]\n    roles: [x]\n  - li\nothers: 1\n"));
  EXPECT_THAT(people, HasViolation("people[0].age", Reason::kUnknownField));
  EXPECT_THAT(people, HasViolation("people[0].roles", Reason::kTypeMismatch));
  EXPECT_THAT(people, HasViolation("people[0].subject", Reason::kRequired));
  EXPECT_THAT(people, HasViolation("people[1].subject", Reason::kTypeMismatch));
  EXPECT_THAT(people, HasViolation("people[1].name", Reason::kDuplicateKey));
  EXPECT_THAT(ReadPeople(Write("none.yaml", "people: []\n")), HasViolation("people", Reason::kRequired));
  EXPECT_THAT(ReadPeople(Write("list.yaml", "- a\n")), HasReason(Reason::kInvalidRequest));
  EXPECT_THAT(ReadPeople(Write("cut.yaml", "people: [\n")), HasReason(Reason::kInvalidRequest));
}

}  // namespace
}  // namespace clearbudget::cli
