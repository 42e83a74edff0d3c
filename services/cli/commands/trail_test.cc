// The trail from its export to its verification, as an auditor does it.
#include <filesystem>
#include <fstream>

#include "common/errors/error.h"
#include "common/rpc/status_conversion.h"
#include "gmock/gmock.h"
#include "services/cli/output/exit_code.h"
#include "services/cli/testing/fake_suite.h"
#include "services/cli/testing/program.h"

namespace clearbudget::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using trail::OperationRecord;

constexpr const char* kRegion = "regions/990101";

class TrailTest : public ::testing::Test {
 protected:
  TrailTest() {
    suite_.trail.log.Fill(12);
    key_ = program_.Write("log.pem", suite_.trail.log.signer().verifier().ToPem());
  }

  Ended Trail(const std::string& action, const std::vector<std::string>& flags) {
    std::vector<std::string> words = {"trail", action, kRegion, "--service", "submission"};
    words.insert(words.end(), flags.begin(), flags.end());
    return program_.Run(words);
  }

  std::string Export(const std::vector<std::string>& flags = {}) {
    std::vector<std::string> all = {"--out", File("export.jsonl")};
    all.insert(all.end(), flags.begin(), flags.end());
    const Ended ended = Trail("export", all);
    EXPECT_EQ(ended.code, 0) << ended.error;
    return File("export.jsonl");
  }

  Ended Verify(const std::vector<std::string>& flags = {}) {
    std::vector<std::string> words = {"verify", File("export.jsonl"), "--key", key_};
    words.insert(words.end(), flags.begin(), flags.end());
    return program_.Run(words);
  }

  void Witness() { EXPECT_EQ(Trail("checkpoint", {"--out", File("kept")}).code, 0); }

  std::string File(const std::string& name) const { return program_.folder() + "/" + name; }

  FakeSuite suite_;
  Program program_{suite_.address(), suite_.ca_pem()};
  std::string key_;
};

TEST_F(TrailTest, VerifiesWhatItExported) {
  Witness();
  suite_.trail.log.Fill(5);
  Export();
  const Ended ended = Verify({"--checkpoint", File("kept")});
  EXPECT_EQ(ended.code, 0) << ended.error << ended.out;
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("submission-990101-0000000012.note"), HasSubstr("一致"), HasSubstr("sound")));
  EXPECT_THAT(Verify().out, HasSubstr("未检查：未提供外部保存的检查点"));
}

TEST_F(TrailTest, NamesTheRowThatWasChanged) {
  std::get<OperationRecord>(suite_.trail.log.rows[6].row).person = "张示例";
  Export();
  const Ended ended = Verify();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kRefused));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("ROW_CHANGED"), HasSubstr("第 9 行：条目 6"),
                               HasSubstr("line 9: entry 6"), HasSubstr("不一致")));
  const Ended json = Verify({"--json"});
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"verdict\": \"NOT_SOUND\""), HasSubstr("\"leafIndex\": 6")));
}

TEST_F(TrailTest, TellsThatTheEndIsMissing) {
  Witness();
  suite_.trail.log = trail_export::SampleLog();
  suite_.trail.log.Fill(10);
  Export();
  const Ended ended =
      Verify({"--checkpoint", File("kept/submission-990101-0000000012.note"), "--lang", "en"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kRefused));
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("TAIL_MISSING"), HasSubstr("entries 10 to 11"), Not(HasSubstr("条目"))));
}

TEST_F(TrailTest, FiltersWithProofs) {
  Witness();
  suite_.trail.log.Fill(5);
  Export({"--person", "李示例", "--kind", "operation", "--since-sizes", "12"});
  EXPECT_EQ(suite_.trail.filter.kind(), trail::v1::TRAIL_ENTRY_KIND_OPERATION);
  const Ended ended = Verify({"--checkpoint", File("kept")});
  EXPECT_EQ(ended.code, 0) << ended.out;
  EXPECT_THAT(ended.out, HasSubstr("the export was filtered"));
}

TEST_F(TrailTest, VerifiesOnlyTheLogThatIsMeant) {
  constexpr int kUsage = static_cast<int>(ExitCode::kUsage);
  Export();
  EXPECT_EQ(Verify({"--origin", "clearbudget/submission/regions/990101", "--whole"}).code, 0);
  EXPECT_EQ(Verify({"--origin", "clearbudget/performance/regions/990101"}).code, kUsage);
  Export({"--person", "李示例"});
  EXPECT_EQ(Verify().code, 0);
  EXPECT_EQ(Verify({"--whole"}).code, kUsage);
}

TEST_F(TrailTest, LeavesNoHalfExport) {
  suite_.trail.after_part = rpc::ToGrpc(errors::Error(errors::Reason::kStoreUnavailable));
  EXPECT_EQ(Trail("export", {"--out", File("export.jsonl")}).code, static_cast<int>(ExitCode::kUnavailable));
  for (const auto& file : std::filesystem::directory_iterator(program_.folder())) {
    EXPECT_THAT(file.path().string(), Not(HasSubstr("export.jsonl")));
  }
}

TEST_F(TrailTest, NamesTheLineOfWhatIsNoExport) {
  program_.Write("export.jsonl", "{\"record\":\"header\"}\n");
  const Ended ended = Verify();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::kBadInput));
  EXPECT_THAT(ended.error, HasSubstr("line 1 byte 19"));
}

TEST_F(TrailTest, ListsPageByPage) {
  const Ended some = Trail("list", {"--limit", "5", "--method", "UpdateBudget"});
  EXPECT_EQ(some.code, 0) << some.error;
  EXPECT_EQ(suite_.trail.filter.method(), "UpdateBudget");
  EXPECT_THAT(some.out,
              AllOf(HasSubstr("state: – → \"DRAFT\""), HasSubstr("2 处其他变更"), HasSubstr("--limit")));
  const Ended all = Trail("list", {"--json"});
  EXPECT_THAT(all.out, AllOf(HasSubstr("\"leafIndex\": \"11\""), Not(HasSubstr("nextPageToken"))));
}

TEST_F(TrailTest, ShowsTheNoteToKeep) {
  EXPECT_EQ(Trail("checkpoint", {}).out, suite_.trail.log.Checkpoint());
}

TEST_F(TrailTest, ExplainsWhatTheCommandLineLacks) {
  EXPECT_EQ(Trail("burn", {}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(Trail("list", {"--kind", "x"}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(Trail("list", {"--limit", "0"}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(Trail("export", {}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(Trail("export", {"--out", "x", "--since-sizes", "0"}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(program_.Run({"trail", "list", kRegion, "--service", "x"}).code,
            static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(program_.Run({"trail", "list", "x", "--service", "submission"}).code,
            static_cast<int>(ExitCode::kBadInput));
  EXPECT_EQ(Verify({"--checkpoint", "/nowhere"}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(program_.Run({"verify", "/nowhere", "--key", key_}).code, static_cast<int>(ExitCode::kUsage));
  EXPECT_EQ(program_.Run({"verify", key_, "--key", "nonsense"}).code, static_cast<int>(ExitCode::kUsage));
}

}  // namespace
}  // namespace clearbudget::cli
