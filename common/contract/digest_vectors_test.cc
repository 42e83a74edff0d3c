// The digests that other languages recompute (tests/contract/recompute_digest.py) are those of this suite.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/catalogue_builder.h"
#include "common/contract/document_reader.h"
#include "common/contract/reader.h"
#include "common/facts/canonical_json.h"
#include "common/facts/digest.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace clearbudget::contract {
namespace {

std::string ContentOf(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(DigestVectorsTest, EveryVectorAgrees) {
  const auto catalogue = BuildCatalogue(*budget::v1::BudgetContent::descriptor()).value();
  int count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(CLEARBUDGET_SOURCE_DIR "/tests/contract/digest_vectors")) {
    SCOPED_TRACE(entry.path().filename().string());
    google::protobuf::Struct vector;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ContentOf(entry.path()), &vector).ok());
    const auto text_of = [&](const char* name) { return vector.fields().at(name).string_value(); };
    ASSERT_EQ(text_of("message"), budget::v1::BudgetContent::descriptor()->full_name());

    std::string content_json;
    ASSERT_TRUE(
        google::protobuf::util::MessageToJsonString(vector.fields().at("content"), &content_json).ok());
    budget::v1::BudgetContent content;
    const DocumentErrors errors = ReadDocument(content_json, Notation::kJson, content);
    ASSERT_TRUE(errors.empty()) << errors.errors()[0].violation.path;
    ViolationList violations;
    const auto record = ReadRecord(content, *catalogue, violations);
    ASSERT_TRUE(record.has_value()) << violations.violations()[0].path;
    EXPECT_EQ(facts::CanonicalJson(*record), text_of("canonical"));
    EXPECT_EQ(facts::DigestsOf(*record).sha256, text_of("sha256"));
    EXPECT_EQ(facts::DigestsOf(*record).sm3, text_of("sm3"));
    ++count;
  }
  EXPECT_GE(count, 6);
}

}  // namespace
}  // namespace clearbudget::contract
