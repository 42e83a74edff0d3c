#include "common/rpc/status_conversion.h"

#include "common/errors/catalogue.h"
#include "common/errors/error.h"
#include "common/rpc/violation_text.h"
#include "common/testing/status_matchers.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using errors::Violation;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;

Violation Wrong(std::string path, std::string given) {
  return {.path = std::move(path),
          .given = std::move(given),
          .reason = Reason::kAmountMalformed,
          .expected_zh = "最多两位小数的金额，单位元",
          .expected_en = "an amount in yuan with at most two decimal places"};
}

TEST(StatusConversionTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
  EXPECT_THAT(FromGrpc(grpc::Status::OK), IsOk());
}

TEST(StatusConversionTest, EveryReasonComesBack) {
  for (int i = 0; i < errors::CatalogueSize(); ++i) {
    const absl::Status status =
        errors::Error(static_cast<Reason>(i), {{"name", "regions/1"}, {"cause", "预算"}},
                      {Wrong("lines[0].amount", "1e6")});
    EXPECT_EQ(FromGrpc(ToGrpc(status)), status);
  }
}

TEST(StatusConversionTest, DetailsAreThoseOfGoogleRpc) {
  const grpc::Status status = ToGrpc(errors::BadRequest({Wrong("lines[0].amount", "1e6")}));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.message(), status.error_message());
  ASSERT_THAT(details.details(), SizeIs(4));
  google::rpc::LocalizedMessage chinese;
  google::rpc::LocalizedMessage english;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest request;
  ASSERT_TRUE(details.details(0).UnpackTo(&chinese));
  ASSERT_TRUE(details.details(1).UnpackTo(&english));
  ASSERT_TRUE(details.details(2).UnpackTo(&info));
  ASSERT_TRUE(details.details(3).UnpackTo(&request));
  EXPECT_EQ(chinese.locale(), "zh-CN");
  EXPECT_EQ(chinese.message(), "请求有误，共 1 处");
  EXPECT_EQ(english.locale(), "en");
  EXPECT_EQ(info.reason(), "INVALID_REQUEST");
  EXPECT_EQ(info.domain(), "clearbudget");
  ASSERT_THAT(request.field_violations(), SizeIs(1));
  EXPECT_EQ(request.field_violations(0).field(), "lines[0].amount");
  EXPECT_EQ(
      request.field_violations(0).description(),
      "AMOUNT_MALFORMED: 金额写法不对：给出“1e6”，应为最多两位小数的金额，单位元\n"
      "the amount is malformed: given \"1e6\", expected an amount in yuan with at most two decimal places");
}

class DetailLimitTest : public ::testing::TestWithParam<std::size_t> {};

TEST_P(DetailLimitTest, HoldsWhateverIsGiven) {
  std::vector<Violation> violations;
  for (int i = 0; i < 2000; ++i)
    violations.push_back(Wrong(fmt::format("lines[{}].amount", i), std::string(500, '9')));
  const grpc::Status status = ToGrpc(errors::BadRequest(violations), GetParam());
  EXPECT_LE(status.error_details().size(), GetParam());
  EXPECT_GT(status.error_details().size(), GetParam() * 3 / 4);
  const absl::Status back = FromGrpc(status);
  const std::size_t kept = errors::ViolationsOf(back).size();
  EXPECT_EQ(errors::MetadataOf(back)["violations_left_out"], fmt::format("{}", 2000 - kept));
  EXPECT_EQ(errors::MetadataOf(back)["violations"], "2000");
}

INSTANTIATE_TEST_SUITE_P(Limits, DetailLimitTest, ::testing::Values(kSafeDetailBytes, kLargestDetailBytes));

TEST(StatusConversionTest, LongMetadataIsCut) {
  const grpc::Status status = ToGrpc(errors::Error(Reason::kNotFound, {{"name", std::string(100000, 'x')}}));
  EXPECT_LE(status.error_details().size(), kSafeDetailBytes);
  EXPECT_LE(status.error_message().size(), 512U);
}

TEST(StatusConversionTest, BytesThatAreNotUtf8AreReplaced) {
  const grpc::Status status =
      ToGrpc(errors::Error(Reason::kNotFound, {{"name", "\xFF"}}, {Wrong("a\xC0", "\xE9\n")}));
  const absl::Status back = FromGrpc(status);
  EXPECT_EQ(errors::MetadataOf(back)["name"], "\uFFFD");
  EXPECT_EQ(errors::ViolationsOf(back)[0].path, "a\uFFFD");
  EXPECT_EQ(errors::ViolationsOf(back)[0].given, "\uFFFD ");
}

struct WithoutReason {
  absl::StatusCode given;
  absl::StatusCode answered;
};
class WithoutReasonTest : public ::testing::TestWithParam<WithoutReason> {};

TEST_P(WithoutReasonTest, MessageIsNotToldToTheCaller) {
  const grpc::Status status = ToGrpc(absl::Status(GetParam().given, "SELECT 12345.67"));
  EXPECT_EQ(static_cast<int>(status.error_code()), static_cast<int>(GetParam().answered));
  EXPECT_THAT(status.error_message() + status.error_details(), Not(HasSubstr("12345")));
  EXPECT_TRUE(errors::ReasonOf(FromGrpc(status)).has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Codes, WithoutReasonTest,
    ::testing::Values(WithoutReason{absl::StatusCode::kNotFound, absl::StatusCode::kNotFound},
                      WithoutReason{absl::StatusCode::kOutOfRange, absl::StatusCode::kInvalidArgument},
                      WithoutReason{absl::StatusCode::kUnavailable, absl::StatusCode::kUnavailable},
                      WithoutReason{absl::StatusCode::kDataLoss, absl::StatusCode::kDataLoss},
                      WithoutReason{absl::StatusCode::kUnknown, absl::StatusCode::kInternal},
                      WithoutReason{absl::StatusCode::kUnimplemented, absl::StatusCode::kInternal}));

TEST(StatusConversionTest, ForeignStatusHasNoReason) {
  const absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, "connection refused"));
  EXPECT_EQ(errors::ReasonOf(status), std::nullopt);
  EXPECT_EQ(errors::ReasonOf(FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "x", "not a message\xFF"))),
            std::nullopt);
}

TEST(ViolationTextTest, ComesBackWhereItHasNoLineBreaks) {
  Violation nothing = Wrong("name", "");
  nothing.reason = Reason::kRequired;
  Violation odd = Wrong("x", "”，应为\", expected 1");
  for (const Violation& violation : {Wrong("a", "1e6"), Wrong("b", "１２，３４"), nothing}) {
    EXPECT_EQ(ParseViolation(violation.path, DescribeViolation(violation)), violation);
  }
  // Ambiguous on purpose: it must come back as something, with its path.
  EXPECT_EQ(ParseViolation(odd.path, DescribeViolation(odd)).reason, Reason::kAmountMalformed);
}

TEST(ViolationTextTest, ForeignTextIsKept) {
  for (const std::string text :
       {"", "NOT_A_REASON: x\ny", "REQUIRED: x", "something else", "REQUIRED: a\nb", ": \n"}) {
    const Violation violation = ParseViolation("p", text);
    EXPECT_EQ(violation.path, "p");
    EXPECT_EQ(violation.reason, Reason::kInvalidRequest);
    EXPECT_EQ(violation.expected_en, text);
  }
}

}  // namespace
}  // namespace clearbudget::rpc
