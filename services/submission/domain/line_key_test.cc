#include "services/submission/domain/line_key.h"

#include <gtest/gtest.h>

#include <string>

#include "common/facts/catalogue.h"

namespace clearbudget::submission {
namespace {

class LineKeyTest : public ::testing::Test {
 protected:
  LineKeyTest() {
    Add("agency", facts::Kind::kCode, true);
    Add("carried_over", facts::Kind::kBool, true);
    Add("item", facts::Kind::kText, true);
    Add("amount", facts::Kind::kAmount, false);
  }

  void Add(const std::string& name, facts::Kind kind, bool key) {
    facts::Field field;
    field.name = name;
    field.kind = kind;
    field.key = key;
    EXPECT_TRUE(type_.AddField(field).ok());
  }

  facts::RecordType type_{"BudgetLine"};
};

TEST_F(LineKeyTest, NothingStatedIsAllEmptyDimensions) {
  EXPECT_EQ(LineKeyOf(facts::Record(type_)), "!!");
}

TEST_F(LineKeyTest, DimensionsAreEscapedAndAmountsAreNoPartOfIt) {
  facts::Record line(type_);
  line.Set("agency", facts::Value(std::string("101002")));
  line.Set("carried_over", facts::Value(false));
  line.Set("item", facts::Value(std::string("a!b 车")));
  line.Set("amount", facts::Value(money::Amount::Zero()));
  EXPECT_EQ(LineKeyOf(line), "101002!false!a%21b%20%E8%BD%A6");
}

TEST_F(LineKeyTest, NotStatedIsNotFalse) {
  facts::Record stated(type_);
  stated.Set("carried_over", facts::Value(false));
  EXPECT_NE(LineKeyOf(stated), LineKeyOf(facts::Record(type_)));
}

}  // namespace
}  // namespace clearbudget::submission
