#include "common/facts/catalogue.h"

#include <gtest/gtest.h>

namespace clearbudget::facts {
namespace {

TEST(CatalogueTest, FindsFieldsByName) {
  Catalogue catalogue;
  RecordType* line = catalogue.Add("Line");
  ASSERT_TRUE(line->AddField({.name = "function", .kind = Kind::kCode, .key = true}).ok());
  ASSERT_TRUE(line->AddField({.name = "amount", .kind = Kind::kAmount, .unit = "元"}).ok());
  ASSERT_TRUE(line->AddField({.name = "item", .kind = Kind::kText, .key = true}).ok());
  catalogue.SetRoot(line);

  EXPECT_EQ(catalogue.Find("Line"), line);
  EXPECT_EQ(catalogue.Find("Row"), nullptr);
  EXPECT_EQ(catalogue.root(), line);
  EXPECT_EQ(line->IndexOf("amount"), 1);
  EXPECT_EQ(line->IndexOf("amounts"), -1);
  EXPECT_EQ(line->Find("amount")->unit, "元");
  EXPECT_EQ(line->Find("amounts"), nullptr);
  EXPECT_EQ(line->key_fields(), (std::vector<int>{0, 2}));
}

TEST(CatalogueTest, RefusesASecondFieldOfTheSameName) {
  Catalogue catalogue;
  RecordType* line = catalogue.Add("Line");
  ASSERT_TRUE(line->AddField({.name = "item"}).ok());
  EXPECT_EQ(line->AddField({.name = "item"}).code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(line->fields().size(), 1u);
}

TEST(CatalogueTest, TypesKeepTheirAddress) {
  Catalogue catalogue;
  RecordType* first = catalogue.Add("First");
  for (int i = 0; i < 1000; ++i) catalogue.Add("Type" + std::to_string(i));
  EXPECT_EQ(catalogue.Find("First"), first);
}

TEST(CatalogueTest, NamesEveryKind) {
  EXPECT_EQ(KindName(Kind::kAmount), "amount");
  EXPECT_EQ(KindName(Kind::kRecordList), "list");
}

}  // namespace
}  // namespace clearbudget::facts
