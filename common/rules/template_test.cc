#include "common/rules/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/rules/audited_budget_fixture.h"
#include "common/rules/sentence.h"

namespace clearbudget::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class TemplateTest : public testing::Test {
 protected:
  TemplateTest()
      : vocabulary_(*Vocabulary::Make(budget_.environment())), evaluation_(*vocabulary_, budget_.inputs()) {}

  Rendered Render(const std::string& text) {
    const auto compiled = Template::Compile(*vocabulary_, text, vocabulary_->RootScope());
    EXPECT_TRUE(compiled.ok()) << compiled.status();
    if (!compiled.ok()) return {};
    return compiled->Render(evaluation_, evaluation_.RootScope(), "未列示");
  }

  AuditedBudget budget_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  Evaluation evaluation_;
};

TEST_F(TemplateTest, Slots) {
  EXPECT_EQ(Render("").Text(), "");
  EXPECT_EQ(Render("plain").Text(), "plain");
  EXPECT_EQ(Render("{{x}} {$year}").Text(), "{x} 2020");
  EXPECT_EQ(Render("{expenditure.project.this_year}元").Text(), "516000元");
  EXPECT_EQ(Render("{expenditure.operating.this_year}元").Text(), "416088.80元");
  EXPECT_EQ(Render("{expenditure.operating.this_year|grouped}").Text(), "416,088.80");
  EXPECT_EQ(Render("{expenditure.project.this_year|wan}万元").Text(), "51.6万元");
  EXPECT_EQ(Render("{1 / 3|percent:2}").Text(), "33.33%");
  EXPECT_EQ(Render("{\"a|b}\"}").Text(), "a|b}");
  EXPECT_EQ(Render("较上年{direction(three_public.total.change)}{abs(three_public.total.change)}元").Text(),
            "较上年增加21000元");
  EXPECT_EQ(Render("{stated(lines)}").Text(), "否");
  EXPECT_EQ(Render("{assets.purchase_plan.as_of_date}").Text(), "2019-12-31");
}

TEST_F(TemplateTest, ASlotKnowsItsValue) {
  const Rendered rendered = Render("计{expenditure.project.this_year|wan}万元");
  ASSERT_EQ(rendered.pieces.size(), 3u);
  EXPECT_FALSE(rendered.pieces[0].slot);
  EXPECT_TRUE(rendered.pieces[1].slot);
  EXPECT_EQ(rendered.pieces[1].value.ToText(), "516000.00");
  EXPECT_EQ(rendered.pieces[1].expression, "expenditure.project.this_year");
  EXPECT_TRUE(rendered.complete);
}

TEST_F(TemplateTest, WhatIsNotStatedShows) {
  const Rendered rendered =
      Render("{expenditure.total.last_year|grouped}元，{three_public.vehicle_operation.this_year}元");
  EXPECT_EQ(rendered.Text(), "未列示元，未列示元");
  EXPECT_FALSE(rendered.complete);
  EXPECT_EQ(rendered.error, "");
  EXPECT_THAT(rendered.missing,
              ElementsAre("expenditure.total.last_year", "three_public.vehicle_operation.this_year"));
  const Rendered error = Render("{1 / (staff_in_service - staff_retired)}");
  EXPECT_EQ(error.Text(), "未列示");
  EXPECT_THAT(error.error, HasSubstr("division by zero"));
}

TEST_F(TemplateTest, Refusals) {
  const auto error = [&](const std::string& text) {
    const auto compiled = Template::Compile(*vocabulary_, text, vocabulary_->RootScope());
    return compiled.ok() ? "loaded" : std::string(compiled.status().message());
  };
  EXPECT_THAT(error("{1"), HasSubstr("a '{' without '}'"));
  EXPECT_THAT(error("1}"), HasSubstr("a '}' without '{'"));
  EXPECT_THAT(error("{}"), HasSubstr("an expression is expected"));
  EXPECT_THAT(error("{expenditure}"), HasSubstr("a value is expected"));
  EXPECT_THAT(error("{1|wan}"), HasSubstr("wan(...) does not take a number"));
  EXPECT_THAT(error("{1|nothing}"), HasSubstr("unknown function 'nothing'"));
}

TEST_F(TemplateTest, Sentences) {
  const auto render = [&](std::vector<FragmentSource> fragments) {
    const auto sentence = Sentence::Compile(*vocabulary_, fragments, vocabulary_->RootScope());
    EXPECT_TRUE(sentence.ok()) << sentence.status();
    return sentence->Render(evaluation_, evaluation_.RootScope());
  };
  Rendered rendered =
      render({{"", "", "", "项目支出{expenditure.project.this_year}元，其中：", ""},
              {"amount.this_year > 20000 yuan", "projects", "、", "{name}{amount.this_year}元", ""},
              {"", "", "", "。", ""}});
  EXPECT_EQ(rendered.Text(),
            "项目支出516000元，其中：人大代表活动150000元、人大会议200000元、综合事务管理150000元。");
  EXPECT_TRUE(rendered.complete);

  rendered = render({{"", "", "", "上年{expenditure.total.last_year}元，", ""},
                     {"", "", "", "公务用车{three_public.vehicle_operation.this_year}元。", "未列示"},
                     {"expenditure.total.last_year > 0", "", "", "有上年数。", "x"}});
  EXPECT_EQ(rendered.Text(), "公务用车未列示元。");
  EXPECT_FALSE(rendered.complete);
  EXPECT_THAT(rendered.missing, testing::Contains("expenditure.total.last_year"));
  EXPECT_FALSE(Sentence::Compile(*vocabulary_, {{"1", "", "", "", ""}}, vocabulary_->RootScope()).ok());
  EXPECT_FALSE(Sentence::Compile(*vocabulary_, {{"", "project", "", "", ""}}, vocabulary_->RootScope()).ok());
}

TEST_F(TemplateTest, ScopesNest) {
  const ScopeType root = vocabulary_->RootScope();
  const ScopeType project = *vocabulary_->Enter(root, "projects");
  const ScopeType indicator = vocabulary_->Enter(project, "indicators")->With({"row", ValueType::Number()});
  const auto text = *Template::Compile(*vocabulary_, "{row}:{parent.code}/{indicator_id}", indicator);
  std::vector<std::string> lines;
  std::vector<std::string> paths;
  evaluation_.ForEach(project, evaluation_.RootScope(), [&](const Scope& outer) {
    evaluation_.ForEach(indicator, outer, [&](const Scope& inner) {
      const Value row = Value::Number(money::Ratio::FromInteger(static_cast<int64_t>(lines.size()) + 1));
      lines.push_back(text.Render(evaluation_, inner.With(row), "").Text());
      paths.push_back(PathOf(indicator, inner));
    });
  });
  ASSERT_EQ(lines.size(), 10u);
  EXPECT_EQ(lines[3], "4:P-2/2-2");
  EXPECT_EQ(paths[3], "projects[1].indicators[1]");
  EXPECT_EQ(ListPathOf(indicator), "projects.indicators");
}

}  // namespace
}  // namespace clearbudget::rules
