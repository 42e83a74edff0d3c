// The lines of an export: what is written is read back, and nothing else is read.
#include <functional>
#include <random>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "common/trail_export/line_splitter.h"
#include "common/trail_export/sample_log_test.h"
#include "common/trail_export/verify_text.h"
#include "gmock/gmock.h"

namespace clearbudget::trail_export {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using testing::HasViolation;
using testing::IsOk;

TEST(LineTest, ReadsWhatItWrites) {
  SampleLog log;
  log.Fill(9);
  log.rows[4].row = MissingRow{LeafOf(log.rows[4])};
  const Filter filter{
      .kind = "read", .resource = "a", .subject = "b", .person = "\x01\n\"", .method = "c", .from = "d"};
  for (const Record& record : log.Records(filter, {1, 3, 4, 8}, {2, 4})) {
    const std::string line = WriteLine(record);
    ASSERT_EQ(line.back(), '\n');
    const auto read = ReadLine(std::string_view(line).substr(0, line.size() - 1), 1);
    ASSERT_THAT(read.status(), IsOk()) << line;
    EXPECT_EQ(read->index(), record.index());
    EXPECT_EQ(WriteLine(*read), line);
  }
}

TEST(LineTest, RefusesEveryOtherForm) {
  struct Case {
    std::string line;
    std::string path;
    Reason reason;
  };
  const Case cases[] = {
      {"", "line 7 byte 1", Reason::kSyntaxError},
      {"{}", "line 7 byte 2", Reason::kSyntaxError},
      {R"({"record":"end","entries":1})", "", Reason::kRequired},
      {R"({"record":"end","entries":1} )", "line 7 byte 29", Reason::kSyntaxError},
      {R"({"record": "end","entries":1})", "line 7 byte 11", Reason::kSyntaxError},
      {R"({"entries":1,"record":"end"})", "line 7 byte 2", Reason::kUnknownField},
      {R"({"record":"end","entries":1,"more":1})", "line 7 byte 28", Reason::kSyntaxError},
      {R"({"record":"end","record":"end"})", "line 7 byte 17", Reason::kDuplicateKey},
      {R"({"record":"end","entrys":1})", "line 7 byte 17", Reason::kUnknownField},
      {R"({"record":"end","entries":01})", "line 7 byte 27", Reason::kNumberMalformed},
      {R"({"record":"end","entries":1.0})", "line 7 byte 28", Reason::kSyntaxError},
      {R"({"record":"end","entries":-0})", "line 7 byte 27", Reason::kNumberMalformed},
      {R"({"record":"end","entries":9223372036854775808})", "line 7 byte 27", Reason::kNumberMalformed},
      {R"({"record":"\u0065nd","entries":1})", "line 7 byte 13", Reason::kSyntaxError},
      {R"({"record":"end\/","entries":1})", "line 7 byte 16", Reason::kSyntaxError},
      {"{\"record\":\"e\tnd\",\"entries\":1}", "line 7 byte 13", Reason::kSyntaxError},
      {"{\"record\":\"e\xC3\",\"entries\":1}", "line 7 byte 13", Reason::kTextMalformed},
      {R"({"record":"consistency","fromSize":1,"toSize":2,"hashes":["0A"]})", "line 7 byte 59",
       Reason::kTextMalformed},
      {R"({"record":"consistency","fromSize":1,"toSize":2,"hashes":[,]})", "line 7 byte 59",
       Reason::kSyntaxError},
      {R"({"record":"other"})", "line 7", Reason::kEnumUnknown},
      {R"({"record":"header","version":2})", "line 7", Reason::kEnumUnknown},
  };
  for (const Case& c : cases) {
    const absl::Status status = ReadLine(c.line, 7).status();
    if (c.path.empty()) {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, HasViolation(c.path, c.reason)) << c.line;
    }
  }
}

TEST(LineTest, ReadsOfDamagedLinesOnlyWhatItWouldWrite) {
  SampleLog log;
  log.Fill(5);
  std::minstd_rand random(7);  // The same numbers at every run.
  for (const Record& record : log.Records({.person = "x"}, {1, 3}, {2})) {
    const std::string line = WriteLine(record);
    for (int round = 0; round < 2000; ++round) {
      std::string damaged = line.substr(0, line.size() - 1);
      const std::size_t place = random() % damaged.size();
      switch (random() % 3) {
        case 0:
          damaged[place] = static_cast<char>(random() % 256);
          break;
        case 1:
          damaged.erase(place, 1 + random() % 9);
          break;
        default:
          damaged.insert(place, damaged.substr(random() % damaged.size(), random() % 30));
      }
      const auto read = ReadLine(damaged, 1);
      if (read.ok()) {
        EXPECT_EQ(WriteLine(*read), damaged + "\n");
      }
    }
  }
}

TEST(LineTest, WritesWhatIsNoTextOrHashInAStoreAsReadableLines) {
  for (const bool text : {true, false}) {
    SampleLog log;
    log.Fill(3);
    auto& row = std::get<trail::OperationRecord>(log.rows[1].row);
    (text ? row.person : row.row_hash) = "\xFF\xFE";
    const auto verdict = Verify(TextOf(log.Records()), log.Keys(), {});
    ASSERT_THAT(verdict.status(), IsOk());
    ASSERT_EQ(verdict->finding_count, 1);
    EXPECT_EQ(verdict->findings[0].fault, Fault::kRowChanged);
  }
}

TEST(LineSplitterTest, CutsPiecesOfAnySize) {
  for (const std::size_t size : {1, 2, 3, 100}) {
    std::vector<std::string> lines;
    LineSplitter splitter([&](std::string_view line, std::int64_t number) {
      lines.push_back(fmt::format("{}:{}", number, line));
      return absl::OkStatus();
    });
    const std::string text = "ab\n\ncde\n";
    for (std::size_t at = 0; at < text.size(); at += size) {
      EXPECT_THAT(splitter.Feed(std::string_view(text).substr(at, size)), IsOk());
    }
    EXPECT_THAT(splitter.Finish(), IsOk());
    EXPECT_THAT(lines, ElementsAre("1:ab", "2:", "3:cde"));
  }
}

TEST(LineSplitterTest, RefusesLongAndCutLines) {
  LineSplitter splitter([](std::string_view, std::int64_t) { return absl::OkStatus(); });
  const std::string half(kLongestLineBytes / 2 + 1, 'x');
  EXPECT_THAT(splitter.Feed("a\n"), IsOk());
  EXPECT_THAT(splitter.Feed(half), IsOk());
  EXPECT_THAT(splitter.Finish(), HasViolation("line 2", Reason::kSyntaxError));
  EXPECT_THAT(splitter.Feed(half), HasViolation("line 2", Reason::kTooLong));
}

TEST(VerifyTest, NamesTheLineThatIsOutOfPlace) {
  SampleLog log;
  log.Fill(4);
  struct Case {
    std::function<void(std::vector<Record>&)> edit;
    std::string path;
  };
  const Case cases[] = {
      {[](auto& records) { records.pop_back(); }, "line 7"},
      {[](auto& records) { records.clear(); }, "line 1"},
      {[](auto& records) { records.erase(records.begin()); }, "line 1"},
      {[](auto& records) { records.erase(records.begin() + 1); }, "line 2"},
      {[](auto& records) { records.insert(records.begin(), records[0]); }, "line 2"},
      {[](auto& records) { records.push_back(records.back()); }, "line 8"},
      {[](auto& records) { records.push_back(records[2]); }, "line 8"},
      {[](auto& records) { std::get<End>(records.back()).entries = 5; }, "line 7"},
      {[](auto& records) { std::get<Header>(records[0]).tree_size = 5; }, "line 2"},
      {[](auto& records) { std::get<Header>(records[0]).tree_size = -1; }, "line 1"},
      {[](auto& records) {
         records.emplace(records.begin() + 3, ConsistencyProof{1, 4, {}});
       },
       "line 4"},
      {[](auto& records) {
         records.emplace(records.begin() + 2, ConsistencyProof{1, 3, {}});
       },
       "line 3"},
  };
  for (const Case& c : cases) {
    std::vector<Record> records = log.Records();
    c.edit(records);
    EXPECT_THAT(Verify(TextOf(records), log.Keys(), {}).status(), HasViolation(c.path, Reason::kInconsistent))
        << c.path;
  }
}

}  // namespace
}  // namespace clearbudget::trail_export
