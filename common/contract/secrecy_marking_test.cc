#include "common/contract/secrecy_marking.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "clearbudget/budget/v1/budget_service.pb.h"
#include "common/contract/reader.h"
#include "common/errors/error.h"

namespace clearbudget::contract {
namespace {

TEST(SecrecyMarkingTest, MarkingsInEveryWidth) {
  constexpr std::string_view kTexts[] = {
      "机密★",
      "绝密★30年",
      "秘密★１０年",
      "绝　密 ★ 长期",
      "机\xE2\x80\x8B密\xE2\x80\x8B★",
      "秘密☆5年",
      "★机密",
      "绝密级★启封",
      "機密★5年",
      "絕密★",
      "秘密\n★10年",
      "机密＊10年",
      "机密*10年",
      "秘密10年",
      "秘密 １０ 年",
      "秘密十年",
      "机密（6个月）",
      "绝密：长期",
      "件（秘密5年）",
      "关于某项目的预算\n机密★20年\n第一条",
      "商业秘密★10年",
      "密级：机密 3年",
  };
  for (const std::string_view text : kTexts) EXPECT_TRUE(BearsSecrecyMarking(text)) << text;
}

TEST(SecrecyMarkingTest, WordsAboutSecretsAreNoMarking) {
  constexpr std::string_view kTexts[] = {
      "",
      "保守国家秘密",
      "保守国家秘密。",
      "机密文件柜3组",
      "机密",
      "商业秘密10年保护期",
      "国家秘密2020年度自查",
      "秘密2020年确定",
      "保密工作经费",
      "绝密档案室改造",
      "涉密人员培训★重点项目",
      "本部门无涉密内容*",
      "秘密级载体销毁*",
      "密码机10年质保",
      "机要密码通信费5年",
      "三星★级",
      "机密\n10年",
  };
  for (const std::string_view text : kTexts) EXPECT_FALSE(BearsSecrecyMarking(text)) << text;
}

TEST(SecrecyMarkingTest, ARequestWithOneIsRefusedAndNothingOfItRepeated) {
  budget::v1::ReturnBudgetRequest request;
  request.set_name("regions/130303/agencies/101/budgets/2020/revisions/1");
  request.set_etag("e");
  request.set_request_id("r1");
  request.set_comment("退回：秘密★10年");
  const absl::Status status = CheckRequest(request);
  ASSERT_EQ(errors::ReasonOf(status), errors::Reason::kInvalidRequest);
  const auto violations = errors::ViolationsOf(status);
  ASSERT_EQ(violations.size(), 1);
  EXPECT_EQ(violations[0].path, "comment");
  EXPECT_EQ(violations[0].reason, errors::Reason::kConfidentialContent);
  EXPECT_EQ(violations[0].given, "");
  EXPECT_EQ(std::string(status.message()).find("★"), std::string::npos);
}

TEST(SecrecyMarkingTest, WhatIsMalformedBesidesIsNotRepeatedEither) {
  budget::v1::GetBudgetRequest name;
  name.set_name("regions/机密★/agencies/101");
  budget::v1::UpdateBudgetRequest mask;
  mask.mutable_budget()->set_name("regions/130303/agencies/101/budgets/2020");
  mask.mutable_update_mask()->add_paths("content.机密★5年");
  for (const google::protobuf::Message* request : {static_cast<const google::protobuf::Message*>(&name),
                                                   static_cast<const google::protobuf::Message*>(&mask)}) {
    const absl::Status status = CheckRequest(*request);
    ASSERT_FALSE(status.ok());
    bool confidential = false;
    for (const errors::Violation& violation : errors::ViolationsOf(status)) {
      confidential |= violation.reason == errors::Reason::kConfidentialContent;
      EXPECT_FALSE(BearsSecrecyMarking(violation.given + violation.path)) << violation.given;
    }
    EXPECT_TRUE(confidential);
  }
}

}  // namespace
}  // namespace clearbudget::contract
