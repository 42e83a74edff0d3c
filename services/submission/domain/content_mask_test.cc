#include "services/submission/domain/content_mask.h"

#include <gtest/gtest.h>

#include <string>

#include "common/errors/error.h"
#include "common/facts/catalogue.h"

namespace clearbudget::submission {
namespace {

facts::Field FieldOf(const std::string& name, facts::Kind kind, const facts::RecordType* record = nullptr) {
  facts::Field field;
  field.name = name;
  field.kind = kind;
  field.record = record;
  return field;
}

// content { three_public { reception, vehicles }, terms [], lines [], note }
class ContentMaskTest : public ::testing::Test {
 protected:
  ContentMaskTest() {
    EXPECT_TRUE(public_->AddField(FieldOf("reception", facts::Kind::kText)).ok());
    EXPECT_TRUE(public_->AddField(FieldOf("vehicles", facts::Kind::kText)).ok());
    EXPECT_TRUE(term_->AddField(FieldOf("term", facts::Kind::kText)).ok());
    EXPECT_TRUE(root_->AddField(FieldOf("three_public", facts::Kind::kRecord, public_)).ok());
    EXPECT_TRUE(root_->AddField(FieldOf("terms", facts::Kind::kRecordList, term_)).ok());
    EXPECT_TRUE(root_->AddField(FieldOf("lines", facts::Kind::kRecordList, term_)).ok());
    EXPECT_TRUE(root_->AddField(FieldOf("note", facts::Kind::kText)).ok());
  }

  facts::Record Content(const std::string& reception, const std::string& vehicles, const std::string& note) {
    facts::Record publics(*public_);
    publics.Set("reception", facts::Value(reception));
    publics.Set("vehicles", facts::Value(vehicles));
    facts::Record content(*root_);
    content.Set("three_public", facts::Value(std::move(publics)));
    content.Set("note", facts::Value(note));
    return content;
  }

  facts::Catalogue catalogue_;
  facts::RecordType* public_ = catalogue_.Add("ThreePublic");
  facts::RecordType* term_ = catalogue_.Add("Term");
  facts::RecordType* root_ = catalogue_.Add("Content");
};

TEST_F(ContentMaskTest, ANestedFieldIsReplacedAndItsNeighboursAreKept) {
  facts::Record stored = Content("1", "2", "old");
  ASSERT_TRUE(ApplyMask({"three_public.reception"}, Content("9", "8", "new"), stored).ok());
  EXPECT_EQ(stored, Content("9", "2", "old"));
}

TEST_F(ContentMaskTest, ANamedPartThatIsLeftOutIsRemoved) {
  facts::Record stored = Content("1", "2", "old");
  ASSERT_TRUE(ApplyMask({"three_public", "note"}, facts::Record(*root_), stored).ok());
  EXPECT_EQ(stored, facts::Record(*root_));
}

TEST_F(ContentMaskTest, TheEmptyPathReplacesTheWhole) {
  facts::Record stored = Content("1", "2", "old");
  ASSERT_TRUE(ApplyMask({""}, Content("3", "4", "new"), stored).ok());
  EXPECT_EQ(stored, Content("3", "4", "new"));
}

TEST_F(ContentMaskTest, PathsThatLeadNowhereAreAllRefusedAndNothingIsChanged) {
  facts::Record stored = Content("1", "2", "old");
  const absl::Status status =
      ApplyMask({"note", "no_such", "terms.term", "note.deeper", "lines", "three_public."},
                Content("", "", ""), stored);
  EXPECT_EQ(errors::ViolationsOf(status).size(), 5U) << status.ToString();
  EXPECT_EQ(stored, Content("1", "2", "old"));
}

}  // namespace
}  // namespace clearbudget::submission
