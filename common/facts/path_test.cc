#include "common/facts/path.h"

#include <gtest/gtest.h>

namespace clearbudget::facts {
namespace {

TEST(PathTest, ReadsWhatItWrites) {
  for (const char* text :
       {"", "lines", "lines[0]", "projects[2].indicators[0].target_value", "a[10].b_c.d1"}) {
    const auto path = Path::FromText(text);
    ASSERT_TRUE(path.ok()) << text;
    EXPECT_EQ(path->ToText(), text);
  }
}

TEST(PathTest, RefusesWhatIsNoPath) {
  for (const char* text : {".", "a.", ".a", "a..b", "a[", "a[]", "a[1", "a[-1]", "a[01]", "a[1]b", "a[1][2]",
                           "A", "a b", "[0]", "a[99999999999999999999999]", "项目"}) {
    EXPECT_EQ(Path::FromText(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(PathTest, ScopesPopWhatTheyPushed) {
  Path path;
  path.Push("projects");
  path.SetIndex(3);
  {
    const PathScope scope(path, "name");
    EXPECT_EQ(path.ToText(), "projects[3].name");
  }
  EXPECT_EQ(path.ToText(), "projects[3]");
}

class ResolveTest : public testing::Test {
 protected:
  ResolveTest() : root_(Types()) {
    Record row(*row_type_);
    row.Set("name", Value(std::string("first")));
    root_.Set("rows", Value(RecordList{row}));
  }

  const RecordType& Types() {
    row_type_ = catalogue_.Add("Row");
    EXPECT_TRUE(row_type_->AddField({.name = "name"}).ok());
    RecordType* root_type = catalogue_.Add("Root");
    EXPECT_TRUE(root_type->AddField({.name = "rows", .kind = Kind::kRecordList, .record = row_type_}).ok());
    EXPECT_TRUE(root_type->AddField({.name = "main", .kind = Kind::kRecord, .record = row_type_}).ok());
    return *root_type;
  }

  Catalogue catalogue_;
  RecordType* row_type_ = nullptr;
  Record root_;
};

TEST_F(ResolveTest, FindsValuesAndElements) {
  EXPECT_EQ(Resolve(root_, "rows[0].name")->value->ToText(), "first");
  EXPECT_EQ(Resolve(root_, "rows[0]")->record->Get("name").ToText(), "first");
  EXPECT_EQ(Resolve(root_, "rows")->value->AsList()->size(), 1u);
  EXPECT_EQ(Resolve(root_, "")->record, &root_);
}

TEST_F(ResolveTest, WhatIsNotStatedIsBlank) {
  const auto resolved = Resolve(root_, "main.name");
  ASSERT_TRUE(resolved.ok());
  EXPECT_TRUE(resolved->value->blank());
  EXPECT_EQ(resolved->field->name, "name");
}

TEST_F(ResolveTest, RefusesWhatTheCatalogueDoesNotKnow) {
  for (const char* text : {"row", "rows[1]", "rows.name", "main[0]", "main.name.x", "main.label"}) {
    EXPECT_EQ(Resolve(root_, text).status().code(), absl::StatusCode::kNotFound) << text;
  }
}

}  // namespace
}  // namespace clearbudget::facts
