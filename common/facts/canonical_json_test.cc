#include "common/facts/canonical_json.h"

#include <algorithm>
#include <random>

#include "common/facts/digest.h"
#include "common/facts/disclosable.h"
#include "common/facts/sample_record_test.h"

namespace clearbudget::facts {
namespace {

using CanonicalJsonTest = SampleTest;

TEST_F(CanonicalJsonTest, NothingStatedIsAnEmptyObject) {
  EXPECT_EQ(CanonicalJson(Root()), "{}");
}

TEST_F(CanonicalJsonTest, WritesEveryKindAndSortsMembers) {
  Record root = Root();
  root.Set("title", Value(std::string("预算 \"2020\"\\\n\t\x01/")));
  root.Set("share", Value(money::Decimal::FromText("95.50").value()));
  root.Set("day", Value(Date{2020, 1, 2}));
  root.Set("empty_table", Value(false));
  root.Set("main", Value(Line("201", "516000")));
  root.Set("create_time", Value(std::string("2020-01-01T00:00:00Z")));
  EXPECT_EQ(CanonicalJson(root),
            "{\"day\":\"2020-01-02\",\"empty_table\":false,"
            "\"main\":{\"amount\":\"516000.00\",\"function\":\"201\"},\"share\":\"95.5\","
            "\"title\":\"预算 \\\"2020\\\"\\\\\\n\\t\\u0001/\"}");
}

TEST_F(CanonicalJsonTest, IntegersBeyondWhatJsonReadersKeepAreStrings) {
  const std::pair<int64_t, const char*> cases[] = {
      {0, "{\"year\":0}"},
      {9007199254740992, "{\"year\":9007199254740992}"},
      {9007199254740993, "{\"year\":\"9007199254740993\"}"},
      {-9007199254740992, "{\"year\":-9007199254740992}"},
      {-9007199254740993, "{\"year\":\"-9007199254740993\"}"},
  };
  for (const auto& [number, text] : cases) {
    Record line(Line("", "0").type());
    line.Set("year", Value(number));
    EXPECT_EQ(CanonicalJson(line), text);
  }
}

TEST_F(CanonicalJsonTest, KeyedListsAreSortedWithBlanksFirst) {
  Record root = Root();
  root.Set("lines", Value(RecordList{Line("205", "1"), Line("2050101", "2"), Line("", "3"), Line("1", "4")}));
  EXPECT_EQ(CanonicalJson(root),
            "{\"lines\":[{\"amount\":\"3.00\"},{\"amount\":\"4.00\",\"function\":\"1\"},"
            "{\"amount\":\"1.00\",\"function\":\"205\"},{\"amount\":\"2.00\",\"function\":\"2050101\"}]}");
}

TEST_F(CanonicalJsonTest, ListsWithoutKeysKeepTheirOrder) {
  Record root = Root();
  root.Set("notes", Value(RecordList{Note("b"), Note(""), Note("a")}));
  EXPECT_EQ(CanonicalJson(root), "{\"notes\":[{\"text\":\"b\"},{},{\"text\":\"a\"}]}");
}

TEST_F(CanonicalJsonTest, TheOrderOfKeyedListsIsNoPartOfIt) {
  std::mt19937 random(20201122);
  RecordList lines;
  for (int i = 0; i < 50; ++i) lines.push_back(Line("f" + std::to_string(i), std::to_string(i)));
  Record root = Root();
  root.Set("lines", Value(lines));
  const std::string canonical = CanonicalJson(root);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    root.Set("lines", Value(lines));
    EXPECT_EQ(CanonicalJson(root), canonical);
  }
}

TEST_F(CanonicalJsonTest, DigestsNameTheirAlgorithm) {
  const Digests digests = DigestsOf(Root());
  EXPECT_EQ(digests.sha256, "cb1:sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  EXPECT_TRUE(IsDigest(digests.sha256));
  EXPECT_TRUE(IsDigest(digests.sm3));
  EXPECT_TRUE(digests.sm3.starts_with("cb1:sm3:"));
  for (const char* text :
       {"", "cb1:sha256:", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "cb1:sha256:44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A"}) {
    EXPECT_FALSE(IsDigest(text)) << text;
  }
}

TEST_F(CanonicalJsonTest, TheDisclosableViewHasNoInternalFact) {
  Record root = Root();
  Record line = Line("201", "1");
  line.Set("remark", Value(std::string("inside")));
  root.Set("lines", Value(RecordList{line}));
  root.Set("main", Value(line));
  root.Set("secret", Value(Note("inside")));
  root.Set("title", Value(std::string("t")));
  const Record view = Disclosable(root);
  EXPECT_EQ(CanonicalJson(view),
            "{\"lines\":[{\"amount\":\"1.00\",\"function\":\"201\"}],"
            "\"main\":{\"amount\":\"1.00\",\"function\":\"201\"},\"title\":\"t\"}");
  EXPECT_EQ(Disclosable(view), view);
}

}  // namespace
}  // namespace clearbudget::facts
