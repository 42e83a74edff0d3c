#include "services/disclosure/conversion/view_message.h"

#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace clearbudget::disclosure {
namespace {

clearbudget::budget::v1::DisclosableView View() {
  clearbudget::budget::v1::DisclosableView view;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        revision: "regions/130303/agencies/101/budgets/2020/revisions/3"
        digest: "cb1:sha256:01"
        pack_digest: "cb1:sha256:02"
        kind: STATEMENT_KIND_ADJUSTED_BUDGET
        origin: BUDGET_ORIGIN_RECORDED
        demonstration: true
        agency_full_name: "全称"
        agency_short_name: "简称"
        region_name: "地区"
        content { expenditure { total { this_year: "4620332.98" } } }
        state: REVISION_STATE_SUPERSEDED
        report { passed_count: 7 }
        approval_date: "2020-02-01"
        approval_document_number: "文号"
      )pb",
      &view));
  return view;
}

TEST(ViewMessage, IsReadWhole) {
  const auto revision = FromMessage(View());
  ASSERT_TRUE(revision.ok()) << revision.status();
  EXPECT_EQ(revision->name, "regions/130303/agencies/101/budgets/2020/revisions/3");
  EXPECT_EQ(revision->digest, "cb1:sha256:01");
  EXPECT_EQ(revision->pack_digest, "cb1:sha256:02");
  EXPECT_EQ(revision->year, 2020);
  EXPECT_EQ(revision->state, RevisionState::kSuperseded);
  EXPECT_TRUE(revision->adjusted);
  EXPECT_TRUE(revision->recorded);
  EXPECT_TRUE(revision->demonstration);
  EXPECT_EQ(revision->agency_full_name, "全称");
  EXPECT_EQ(revision->agency_short_name, "简称");
  EXPECT_EQ(revision->region_name, "地区");
  EXPECT_EQ(revision->approval_date, "2020-02-01");
  EXPECT_EQ(revision->approval_document_number, "文号");
  const facts::Record* total = revision->content->Get("expenditure").AsRecord()->Get("total").AsRecord();
  EXPECT_EQ(total->Get("this_year").ToText(), "4620332.98");
  EXPECT_EQ(*revision->report->Get("passed_count").AsInteger(), 7);
}

TEST(ViewMessage, ThatBreaksTheContractIsTheOtherServicesFault) {
  auto view = View();
  view.mutable_content()->mutable_expenditure()->mutable_total()->set_this_year("1e6");
  EXPECT_THAT(FromMessage(view).status(), testing::HasReason(errors::Reason::kBackendFailed));
  view = View();
  view.set_revision("budgets/2020");
  EXPECT_THAT(FromMessage(view).status(), testing::HasReason(errors::Reason::kBackendFailed));
}

TEST(ViewMessage, WithAnythingInternalIsNotPublished) {
  auto view = View();
  view.mutable_content()->add_internal_notes()->set_text("canary-note");
  EXPECT_THAT(FromMessage(view).status(), testing::HasReason(errors::Reason::kBackendFailed));
  view = View();
  view.mutable_content()->add_omissions()->set_kind("canary-omission");
  EXPECT_THAT(FromMessage(view).status(), testing::HasReason(errors::Reason::kBackendFailed));
}

}  // namespace
}  // namespace clearbudget::disclosure
