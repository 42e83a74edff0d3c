#include "common/facts/record.h"

#include <gtest/gtest.h>

namespace clearbudget::facts {
namespace {

class RecordTest : public testing::Test {
 protected:
  RecordTest() {
    row_ = catalogue_.Add("Row");
    EXPECT_TRUE(row_->AddField({.name = "name", .kind = Kind::kText, .key = true}).ok());
    EXPECT_TRUE(row_->AddField({.name = "amount", .kind = Kind::kAmount}).ok());
    root_ = catalogue_.Add("Root");
    EXPECT_TRUE(root_->AddField({.name = "rows", .kind = Kind::kRecordList, .record = row_}).ok());
    EXPECT_TRUE(root_->AddField({.name = "main", .kind = Kind::kRecord, .record = row_}).ok());
  }

  Record Row(std::string name) {
    Record row(*row_);
    row.Set("name", Value(std::move(name)));
    return row;
  }

  Catalogue catalogue_;
  RecordType* row_;
  RecordType* root_;
};

TEST_F(RecordTest, ANewRecordStatesNothing) {
  const Record root(*root_);
  EXPECT_TRUE(root.Get("rows").blank());
  EXPECT_TRUE(root.Get("no_such_field").blank());
  EXPECT_EQ(root.Get("rows").AsList(), nullptr);
}

TEST_F(RecordTest, EmptyListsAndRecordsAreBlankAndEqualToBlank) {
  EXPECT_TRUE(Value(RecordList{}).blank());
  EXPECT_TRUE(Value(Record(*row_)).blank());
  EXPECT_EQ(Value(RecordList{}), Value());
  EXPECT_EQ(Value(), Value(Record(*row_)));
  EXPECT_NE(Value(RecordList{Record(*row_)}), Value());
}

TEST_F(RecordTest, ZeroFalseAndEmptyTextAreNotBlank) {
  EXPECT_FALSE(Value(int64_t{0}).blank());
  EXPECT_FALSE(Value(false).blank());
  EXPECT_FALSE(Value(std::string()).blank());
  EXPECT_FALSE(Value(money::Amount::Zero()).blank());
  EXPECT_NE(Value(int64_t{0}), Value());
  EXPECT_NE(Value(int64_t{0}), Value(false));
}

TEST_F(RecordTest, CopiesAreDeep) {
  Record root(*root_);
  root.Set("rows", Value(RecordList{Row("a"), Row("b")}));
  root.Set("main", Value(Row("c")));
  Record copy = root;
  EXPECT_EQ(copy, root);
  (*copy.at(0).AsList())[1].Set("name", Value(std::string("changed")));
  EXPECT_NE(copy, root);
  EXPECT_EQ((*root.Get("rows").AsList())[1].Get("name").ToText(), "b");
  copy = root;
  EXPECT_EQ(copy, root);
}

TEST_F(RecordTest, TextIsCanonical) {
  EXPECT_EQ(Value(money::Amount::FromYuanText("516000").value()).ToText(), "516000.00");
  EXPECT_EQ(Value(money::Decimal::FromText("95.50").value()).ToText(), "95.5");
  EXPECT_EQ(Value(Date{2020, 1, 2}).ToText(), "2020-01-02");
  EXPECT_EQ(Value(true).ToText(), "true");
  EXPECT_EQ(Value(int64_t{-7}).ToText(), "-7");
  EXPECT_EQ(Value(std::string("文")).ToText(), "文");
  EXPECT_EQ(Value().ToText(), "");
}

}  // namespace
}  // namespace clearbudget::facts
