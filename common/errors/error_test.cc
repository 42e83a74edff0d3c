#include "common/errors/error.h"

#include <set>

#include "common/errors/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::errors {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

TEST(ErrorTest, CarriesReasonMetadataAndMessage) {
  const absl::Status status = Error(Reason::kNotFound, {{"name", "regions/1/agencies/2"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "not found: regions/1/agencies/2");
  EXPECT_EQ(ReasonOf(status), Reason::kNotFound);
  EXPECT_THAT(MetadataOf(status), ElementsAre(Pair("name", "regions/1/agencies/2")));
}

TEST(ErrorTest, CarriesViolationsWithAnyBytes) {
  const Violation odd{.path = "lines[2].amount",
                      .given = std::string("1:2\n\0\"", 6),
                      .reason = Reason::kAmountMalformed,
                      .expected_zh = "金额",
                      .expected_en = "an amount"};
  const Violation bare{
      .path = "name", .given = "", .reason = Reason::kRequired, .expected_zh = "", .expected_en = ""};
  const absl::Status status = BadRequest({odd, bare});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), Reason::kInvalidRequest);
  EXPECT_THAT(ViolationsOf(status), ElementsAre(odd, bare));
  EXPECT_THAT(MetadataOf(status), ElementsAre(Pair("violations", "2")));
}

TEST(ErrorTest, NoViolationIsOk) {
  EXPECT_TRUE(BadRequest({}).ok());
}

TEST(ErrorTest, WithReasonKeepsCodeAndMessage) {
  const absl::Status status = WithReason(absl::DataLossError("row 7"), Reason::kChecksumMismatch);
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(status.message(), "row 7");
  EXPECT_EQ(ReasonOf(status), Reason::kChecksumMismatch);
  EXPECT_TRUE(WithReason(absl::OkStatus(), Reason::kInternal).ok());
}

TEST(ErrorTest, ForeignStatusHasNoReason) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), std::nullopt);
  absl::Status broken = absl::InternalError("x");
  broken.SetPayload("clearbudget/reason", absl::Cord("NO_SUCH_REASON"));
  broken.SetPayload("clearbudget/metadata", absl::Cord("99:short"));
  broken.SetPayload("clearbudget/violations", absl::Cord("no length"));
  EXPECT_EQ(ReasonOf(broken), std::nullopt);
  EXPECT_THAT(MetadataOf(broken), IsEmpty());
  EXPECT_THAT(ViolationsOf(broken), IsEmpty());
}

TEST(CatalogueTest, EveryReasonHasItsOwnNameAndTexts) {
  std::set<std::string_view> names;
  for (int i = 0; i < CatalogueSize(); ++i) {
    const CatalogueRow& row = RowOf(static_cast<Reason>(i));
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_EQ(ReasonFromName(row.name), row.reason);
    EXPECT_NE(row.code, absl::StatusCode::kOk);
    EXPECT_NE(row.code, absl::StatusCode::kUnknown);
    // Without metadata a text still reads as a sentence.
    for (const std::string& text : {ChineseText(row.reason, {}), EnglishText(row.reason, {})}) {
      EXPECT_THAT(text, Not(IsEmpty()));
      EXPECT_THAT(text, Not(::testing::ContainsRegex("[][{}]")));
    }
  }
  EXPECT_EQ(ReasonFromName("not_found"), std::nullopt);
}

TEST(CatalogueTest, FillsWhatIsKnown) {
  EXPECT_EQ(ChineseText(Reason::kStateForbids, {{"name", "甲"}, {"state", "approved"}}),
            "当前状态不允许此操作：甲，状态为 approved");
  EXPECT_EQ(EnglishText(Reason::kStateForbids, {{"expected", "draft"}}),
            "the state forbids this, expected draft");
  EXPECT_EQ(EnglishText(Reason::kNotFound, {{"name", "{x}[y]"}}), "not found: {x}[y]");
}

TEST(CatalogueTest, ViolationsReadAsSentences) {
  const Violation violation{.path = "a",
                            .given = "1e6",
                            .reason = Reason::kAmountMalformed,
                            .expected_zh = "最多两位小数的金额",
                            .expected_en = "an amount with at most two decimal places"};
  EXPECT_EQ(ChineseText(violation), "金额写法不对：给出“1e6”，应为最多两位小数的金额");
  EXPECT_EQ(EnglishText(violation),
            "the amount is malformed: given \"1e6\", expected an amount with at most two decimal places");
}

}  // namespace
}  // namespace clearbudget::errors
