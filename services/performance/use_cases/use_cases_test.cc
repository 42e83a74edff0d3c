#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/errors/error.h"
#include "common/rpc/sealed_page_tokens.h"
#include "common/testing/status_matchers.h"
#include "services/performance/adapters/memory_store.h"
#include "services/performance/conversion/evaluation_message.h"
#include "services/performance/conversion/report_message.h"
#include "services/performance/domain/etag.h"
#include "services/performance/testing/fake_readers.h"
#include "services/performance/testing/sample_acts.h"
#include "services/performance/testing/shipped_schemes.h"
#include "services/performance/use_cases/create_evaluation.h"
#include "services/performance/use_cases/list_evaluations.h"
#include "services/performance/use_cases/write_progress_report.h"

namespace clearbudget::performance {
namespace {

using errors::Reason;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;

const names::ProgressReportName kReport{kRevision, 12};

class UseCasesTest : public ::testing::Test {
 protected:
  UseCasesTest() {
    Indicator indicator;
    indicator.id = "1";
    indicator.level_one = "output";
    indicator.name = "场次";
    indicator.target_value = "≥10场";
    revisions_.revision.digest = "cb1:sha256:1";
    revisions_.revision.pack = "demo";
    revisions_.revision.pack_digest = "cb1:sha256:2";
    revisions_.revision.projects.push_back({.code = "P1",
                                            .name = "项目",
                                            .amount = *money::Amount::FromYuanText("100"),
                                            .indicators = {indicator}});
  }

  static v1::WriteProgressReportRequest Request(const std::string& actual, const std::string& etag = "") {
    v1::WriteProgressReportRequest request;
    v1::ProgressReport& report = *request.mutable_progress_report();
    report.set_name(kReport.ToText());
    report.set_etag(etag);
    report.set_demonstration(true);
    v1::ProjectProgress& project = *report.add_projects();
    project.set_project("P1");
    project.set_executed_amount("100.00");
    v1::IndicatorActual& indicator = *project.add_indicators();
    indicator.set_indicator_id("1");
    indicator.set_actual_value(actual);
    return request;
  }

  absl::StatusOr<StoredReport> Write(const v1::WriteProgressReportRequest& request, const ports::Act& act) {
    return write_.Run(kOwnScope, act, {}, *NewReportFrom(request));
  }

  absl::StatusOr<StoredEvaluation> Evaluate(const ports::Act& act) {
    return create_.Run(kOwnScope, act, {}, kRevision, kReport);
  }

  MemoryStore store_;
  FakeRevisionReader revisions_;
  FakeSchemeReader schemes_{ShippedSchemes()};
  ProtoReportCodec report_codec_;
  ProtoEvaluationCodec evaluation_codec_;
  rpc::SealedPageTokens tokens_{std::string(32, 'k')};
  WriteProgressReport write_{{store_, revisions_, schemes_, report_codec_}};
  CreateEvaluation create_{{store_, store_, revisions_, schemes_, report_codec_, evaluation_codec_}};
  ListEvaluations list_{store_, tokens_};
};

TEST_F(UseCasesTest, WritesAReportAndReplacesItByItsEtag) {
  const auto first = Write(Request("8场"), ActWith("WriteProgressReport", "1"));
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->version, 1);
  EXPECT_THAT(Write(Request("9场"), ActWith("WriteProgressReport", "2")), HasReason(Reason::kEtagMismatch));
  EXPECT_THAT(Write(Request("9场", "other"), ActWith("WriteProgressReport", "2")),
              HasReason(Reason::kEtagMismatch));
  const auto second = Write(Request("9场", EtagOf(kReport, 1)), ActWith("WriteProgressReport", "2"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->version, 2);
  EXPECT_EQ(ToMessage(*second)->projects(0).indicators(0).actual_value(), "9场");
  EXPECT_EQ(ToMessage(*second)->etag(), EtagOf(kReport, 2));
}

TEST_F(UseCasesTest, ARepeatedWriteGetsItsFirstAnswerThoughTheEtagIsOld) {
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  const auto again = Write(Request("8场"), ActWith("WriteProgressReport", "1"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->version, 1);
  EXPECT_THAT(Write(Request("9场"), ActWith("WriteProgressReport", "1", 'x')),
              HasReason(Reason::kRequestIdReused));
}

TEST_F(UseCasesTest, AReportThatDoesNotFitTheRevisionIsNotStored) {
  v1::WriteProgressReportRequest request = Request("8场");
  request.mutable_progress_report()->mutable_projects(0)->mutable_indicators(0)->set_indicator_id("9");
  request.mutable_progress_report()->add_projects()->set_project("P2");
  const auto written = Write(request, ActWith("WriteProgressReport", "1"));
  EXPECT_THAT(written, HasViolation("progress_report.projects[0].indicators[0].indicator_id",
                                    Reason::kReferenceUnknown));
  EXPECT_THAT(written, HasViolation("progress_report.projects[1].project", Reason::kReferenceUnknown));
  EXPECT_THAT(store_.FindReport(kOwnScope, kReport), HasReason(Reason::kNotFound));
  EXPECT_EQ(schemes_.last_digest, "cb1:sha256:2");
}

TEST_F(UseCasesTest, NothingIsStoredWhenTheOwnerOfRevisionsIsAway) {
  revisions_.away = errors::Error(Reason::kBackendUnavailable, {{"backend", "submission"}});
  EXPECT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")),
              HasReason(Reason::kBackendUnavailable));
  EXPECT_THAT(store_.FindReport(kOwnScope, kReport), HasReason(Reason::kNotFound));
}

TEST_F(UseCasesTest, ARevisionThatIsNotApprovedHasNoProgress) {
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  for (const RevisionState state : {RevisionState::kSubmitted, RevisionState::kReturned}) {
    revisions_.revision.state = state;
    EXPECT_THAT(Write(Request("9场", EtagOf(kReport, 1)), ActWith("WriteProgressReport", "2")),
                HasReason(Reason::kStateForbids));
    EXPECT_THAT(Evaluate(ActWith("CreateEvaluation", "2")), HasReason(Reason::kStateForbids));
  }
  revisions_.revision.state = RevisionState::kSuperseded;
  EXPECT_THAT(Evaluate(ActWith("CreateEvaluation", "2")), IsOk());
}

TEST_F(UseCasesTest, ACheckOnlyStoresNothing) {
  ports::Act check = ActWith("WriteProgressReport", "1");
  check.validate_only = true;
  EXPECT_EQ(Write(Request("8场"), check)->version, 1);
  EXPECT_THAT(store_.FindReport(kOwnScope, kReport), HasReason(Reason::kNotFound));
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  check = ActWith("CreateEvaluation", "2");
  check.validate_only = true;
  const auto evaluation = Evaluate(check);
  ASSERT_THAT(evaluation, IsOk());
  EXPECT_EQ(ToMessage(*evaluation)->name(), "");
  EXPECT_TRUE(store_.ListEvaluations(kOwnScope, kRevision, 0, 10)->empty());
}

TEST_F(UseCasesTest, EvaluatesAndSaysWhatFrom) {
  EXPECT_THAT(Evaluate(ActWith("CreateEvaluation", "1")), HasReason(Reason::kNotFound));
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  const auto stored = Evaluate(ActWith("CreateEvaluation", "1"));
  ASSERT_THAT(stored, IsOk());
  const v1::Evaluation evaluation = *ToMessage(*stored);
  EXPECT_EQ(evaluation.name(), kRevision.ToText() + "/evaluations/1");
  EXPECT_EQ(evaluation.revision(), kRevision.ToText());
  EXPECT_EQ(evaluation.revision_digest(), "cb1:sha256:1");
  EXPECT_EQ(evaluation.pack_digest(), "cb1:sha256:2");
  EXPECT_EQ(evaluation.progress_report(), kReport.ToText());
  EXPECT_EQ(evaluation.progress_report_etag(), EtagOf(kReport, 1));
  EXPECT_TRUE(evaluation.demonstration());
  EXPECT_EQ(evaluation.person(), "张三");
  EXPECT_EQ(evaluation.create_time(), "2026-09-21T14:13:20.000000Z");
  ASSERT_EQ(evaluation.projects_size(), 1);
  EXPECT_EQ(evaluation.projects(0).indicators(0).score(), "72.00");
  EXPECT_EQ(evaluation.projects(0).total_score(), "82.00");
  EXPECT_EQ(evaluation.projects(0).grade_name(), "良");
  // A repeat finds it; a new request makes another.
  EXPECT_EQ(Evaluate(ActWith("CreateEvaluation", "1"))->name.number, 1);
  EXPECT_EQ(Evaluate(ActWith("CreateEvaluation", "2"))->name.number, 2);
}

TEST_F(UseCasesTest, TheTrailTellsWhatAReportChanged) {
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  v1::WriteProgressReportRequest request = Request("9场", EtagOf(kReport, 1));
  request.mutable_progress_report()->clear_demonstration();
  request.mutable_progress_report()->mutable_source()->set_document_number("文号");
  ASSERT_THAT(Write(request, ActWith("WriteProgressReport", "2")), IsOk());
  EXPECT_THAT(
      store_.EffectOf(ActWith("WriteProgressReport", "1")).changes,
      ElementsAre(ports::FieldChange{"demonstration", std::nullopt, "true"},
                  ports::FieldChange{"projects[P1].executed_amount", std::nullopt, "100.00"},
                  ports::FieldChange{"projects[P1].indicators[1].actual_value", std::nullopt, "8场"}));
  EXPECT_THAT(store_.EffectOf(ActWith("WriteProgressReport", "2")).changes,
              ElementsAre(ports::FieldChange{"demonstration", "true", std::nullopt},
                          ports::FieldChange{"projects[P1].indicators[1].actual_value", "8场", "9场"},
                          ports::FieldChange{"source.document_number", std::nullopt, "文号"}));
}

TEST_F(UseCasesTest, TheTrailTellsWhatAnEvaluationSays) {
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  ASSERT_THAT(Evaluate(ActWith("CreateEvaluation", "1")), IsOk());
  EXPECT_THAT(store_.EffectOf(ActWith("CreateEvaluation", "1")).changes,
              ElementsAre(ports::FieldChange{"revision_digest", std::nullopt, "cb1:sha256:1"},
                          ports::FieldChange{"progress_report", std::nullopt, kReport.ToText()},
                          ports::FieldChange{"progress_report_etag", std::nullopt, EtagOf(kReport, 1)},
                          ports::FieldChange{"pack_digest", std::nullopt, "cb1:sha256:2"},
                          ports::FieldChange{"projects[P1].total_score", std::nullopt, "82.00"},
                          ports::FieldChange{"projects[P1].grade", std::nullopt, "good"},
                          ports::FieldChange{"projects[P1].execution.score", std::nullopt, "10.00"},
                          ports::FieldChange{"projects[P1].indicators[1].score", std::nullopt, "72.00"}));
}

TEST_F(UseCasesTest, AReportOfAnotherAgencyIsRefusedBeforeAnythingIsRead) {
  names::ProgressReportName other = kReport;
  other.revision.agency = "301";
  // A store that read it would say that the scope does not reach so far.
  EXPECT_THAT(create_.Run(kOwnScope, ActWith("CreateEvaluation", "1"), {}, kRevision, other),
              HasViolation("progress_report", Reason::kInconsistent));
  EXPECT_EQ(revisions_.reads, 0);
  EXPECT_EQ(schemes_.reads, 0);
}

TEST_F(UseCasesTest, TheReportIsOneOfTheRevision) {
  names::RevisionName other = kRevision;
  other.number = 2;
  EXPECT_THAT(create_.Run(kOwnScope, ActWith("CreateEvaluation", "1"), {}, other, kReport),
              HasViolation("progress_report", Reason::kInconsistent));
}

TEST_F(UseCasesTest, ListsByPagesThatOnlyTheirOwnListTakesBack) {
  ASSERT_THAT(Write(Request("8场"), ActWith("WriteProgressReport", "1")), IsOk());
  for (const std::string id : {"1", "2", "3"}) ASSERT_THAT(Evaluate(ActWith("CreateEvaluation", id)), IsOk());
  const auto first = list_.Run(kOwnScope, kRevision, {.size = 2, .token = "", .subject = "a"});
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->evaluations.size(), 2U);
  EXPECT_EQ(first->evaluations[0].name.number, 3);
  const auto second =
      list_.Run(kOwnScope, kRevision, {.size = 2, .token = first->next_page_token, .subject = "a"});
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->evaluations.size(), 1U);
  EXPECT_EQ(second->evaluations[0].name.number, 1);
  EXPECT_EQ(second->next_page_token, "");
  EXPECT_THAT(list_.Run(kOwnScope, kRevision, {.size = 2, .token = first->next_page_token, .subject = "b"}),
              HasViolation("page_token", Reason::kPageTokenMalformed));
  EXPECT_THAT(list_.Run(kOwnScope, kRevision, {.size = 2, .token = "x", .subject = "a"}),
              HasViolation("page_token", Reason::kPageTokenMalformed));
}

TEST_F(UseCasesTest, APageFitsIntoAMessage) {
  const std::string large(ListEvaluations::kMostBytes / 2 + 1, 'x');
  for (const std::string id : {"1", "2", "3"}) {
    ASSERT_THAT(store_.AddEvaluation(kOwnScope, kRevision, large, {}, ActWith("CreateEvaluation", id)),
                IsOk());
  }
  const auto page = list_.Run(kOwnScope, kRevision, {.size = 0, .token = "", .subject = "a"});
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->evaluations.size(), 1U);
  EXPECT_NE(page->next_page_token, "");
}

}  // namespace
}  // namespace clearbudget::performance
