#include "common/facts/difference.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "common/facts/sample_record_test.h"

namespace clearbudget::facts {
namespace {

using testing::ElementsAre;
using DifferenceTest = SampleTest;

std::vector<std::string> Outline(const std::vector<Change>& changes) {
  std::vector<std::string> lines;
  for (const Change& change : changes) {
    lines.push_back(fmt::format("{} {} ({}) {} -> {}", ChangeKindName(change.kind), change.path,
                                change.element, change.before, change.after));
  }
  return lines;
}

TEST_F(DifferenceTest, EqualRecordsDoNotDiffer) {
  Record root = Root();
  root.Set("lines", Value(RecordList{Line("1", "1"), Line("2", "2")}));
  EXPECT_TRUE(Difference(root, root).empty());
  Record other = Root();
  other.Set("lines", Value(RecordList{Line("2", "2"), Line("1", "1")}));
  EXPECT_TRUE(Difference(root, other).empty());
  other.Set("notes", Value(RecordList{}));
  EXPECT_TRUE(Difference(root, other).empty());
}

TEST_F(DifferenceTest, TellsFactsThatCameWentAndChanged) {
  Record before = Root();
  before.Set("title", Value(std::string("old")));
  before.Set("empty_table", Value(false));
  Record after = Root();
  after.Set("title", Value(std::string("new")));
  after.Set("main", Value(Line("201", "7")));
  EXPECT_THAT(Outline(Difference(before, after)),
              ElementsAre("changed title () old -> new", "added main.function ()  -> 201",
                          "added main.amount ()  -> 7.00", "removed empty_table () false -> "));
}

TEST_F(DifferenceTest, MatchesElementsByKey) {
  Record before = Root();
  before.Set("lines", Value(RecordList{Line("1", "1"), Line("2", "2"), Line("3", "3")}));
  Record after = Root();
  after.Set("lines", Value(RecordList{Line("4", "4"), Line("3", "33"), Line("1", "1")}));
  EXPECT_THAT(Outline(Difference(before, after)),
              ElementsAre("added lines[0] (function=4)  -> {\"amount\":\"4.00\",\"function\":\"4\"}",
                          "changed lines[1].amount (function=3) 3.00 -> 33.00",
                          "removed lines[1] (function=2) {\"amount\":\"2.00\",\"function\":\"2\"} -> "));
}

TEST_F(DifferenceTest, MatchesElementsWithoutKeysByPosition) {
  Record before = Root();
  before.Set("notes", Value(RecordList{Note("a"), Note("b")}));
  Record after = Root();
  after.Set("notes", Value(RecordList{Note("c")}));
  EXPECT_THAT(Outline(Difference(before, after)),
              ElementsAre("changed notes[0].text () a -> c", "removed notes[1] () {\"text\":\"b\"} -> "));
}

}  // namespace
}  // namespace clearbudget::facts
