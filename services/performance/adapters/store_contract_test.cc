// What every store must do, written once and run on each of them.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "common/errors/error.h"
#include "common/storage/operation_chain.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "services/performance/adapters/memory_store.h"
#include "services/performance/adapters/sqlite_evaluation_store.h"
#include "services/performance/adapters/sqlite_report_store.h"
#include "services/performance/testing/sample_acts.h"

namespace clearbudget::performance {
namespace {

using errors::Reason;
using testing::HasReason;
using testing::IsOk;

class Stores {
 public:
  virtual ~Stores() = default;
  virtual ReportStore& reports() = 0;
  virtual EvaluationStore& evaluations() = 0;
};

class MemoryStores final : public Stores {
 public:
  ReportStore& reports() override { return store_; }
  EvaluationStore& evaluations() override { return store_; }

 private:
  MemoryStore store_;
};

class SqliteStores final : public Stores {
 public:
  SqliteStores() : database_(*PerformanceDatabase::Open({.path = directory_.File("performance.sqlite3")})) {}
  ~SqliteStores() override { database_->Stop(); }

  ReportStore& reports() override { return reports_; }
  EvaluationStore& evaluations() override { return evaluations_; }

 private:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<PerformanceDatabase> database_;
  SqliteReportStore reports_{*database_};
  SqliteEvaluationStore evaluations_{*database_};
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<Stores>()> make;
};

class StoreContractTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  static StoredReport Report(int64_t version, const std::string& bytes) {
    return {.name = {.revision = kRevision, .month = 12}, .version = version, .bytes = bytes};
  }
  static ports::Act Writing(const std::string& id, char body = 'a') {
    return ActWith("WriteProgressReport", id, body);
  }
  static ports::Act Creating(const std::string& id, char body = 'a') {
    return ActWith("CreateEvaluation", id, body);
  }

  const std::unique_ptr<Stores> stores_ = GetParam().make();
  ReportStore& reports_ = stores_->reports();
  EvaluationStore& evaluations_ = stores_->evaluations();
};

TEST_P(StoreContractTest, AReportIsItsLatestVersion) {
  EXPECT_THAT(reports_.FindReport(kOwnScope, Report(1, "").name), HasReason(Reason::kNotFound));
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("1")),
              testing::IsOkAndHolds(Report(1, "one")));
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(2, "two"), {}, Writing("2")),
              testing::IsOkAndHolds(Report(2, "two")));
  EXPECT_THAT(reports_.FindReport(kOwnScope, Report(1, "").name), testing::IsOkAndHolds(Report(2, "two")));
  StoredReport other = Report(1, "other");
  other.name.month = 6;
  EXPECT_THAT(reports_.WriteReport(kOwnScope, other, {}, Writing("3")), IsOk());
  EXPECT_THAT(reports_.FindReport(kOwnScope, Report(1, "").name), testing::IsOkAndHolds(Report(2, "two")));
}

TEST_P(StoreContractTest, AVersionThatIsNotTheNextIsRefused) {
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(2, "two"), {}, Writing("1")),
              HasReason(Reason::kEtagMismatch));
  ASSERT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("2")), IsOk());
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(1, "again"), {}, Writing("3")),
              HasReason(Reason::kEtagMismatch));
  EXPECT_THAT(reports_.FindReport(kOwnScope, Report(1, "").name), testing::IsOkAndHolds(Report(1, "one")));
}

TEST_P(StoreContractTest, ARepeatedWriteGetsTheVersionItWrote) {
  ASSERT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("1")), IsOk());
  ASSERT_THAT(reports_.WriteReport(kOwnScope, Report(2, "two"), {}, Writing("2", 'b')), IsOk());
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("1")), IsOk());
  const auto written = reports_.FindWritten(kOwnScope, Writing("1"));
  ASSERT_THAT(written, IsOk());
  ASSERT_TRUE(written->has_value());
  EXPECT_EQ((*written)->version, 1);
  EXPECT_EQ((*written)->name, Report(1, "").name);
  EXPECT_FALSE(reports_.FindWritten(kOwnScope, Writing("7"))->has_value());
  EXPECT_THAT(reports_.FindWritten(kOwnScope, Writing("1", 'x')), HasReason(Reason::kRequestIdReused));
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(3, "three"), {}, Writing("1", 'x')),
              HasReason(Reason::kRequestIdReused));
}

TEST_P(StoreContractTest, EvaluationsAreNumberedAndListedLatestFirst) {
  EXPECT_THAT(evaluations_.FindEvaluation(kOwnScope, {kRevision, 1}), HasReason(Reason::kNotFound));
  EXPECT_TRUE(evaluations_.ListEvaluations(kOwnScope, kRevision, 0, 10)->empty());
  for (const std::string id : {"1", "2", "3"}) {
    ASSERT_THAT(evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes " + id, {}, Creating(id)), IsOk());
  }
  names::RevisionName other = kRevision;
  other.number = 2;
  EXPECT_EQ(evaluations_.AddEvaluation(kOwnScope, other, "other", {}, Creating("4"))->name.number, 1);
  EXPECT_EQ(evaluations_.FindEvaluation(kOwnScope, {kRevision, 2})->bytes, "bytes 2");
  const auto all = evaluations_.ListEvaluations(kOwnScope, kRevision, 0, 2);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->at(0).name.number, 3);
  EXPECT_EQ(all->at(1).name.number, 2);
  const auto rest = evaluations_.ListEvaluations(kOwnScope, kRevision, 2, 10);
  ASSERT_EQ(rest->size(), 1U);
  EXPECT_EQ(rest->at(0).bytes, "bytes 1");
}

TEST_P(StoreContractTest, ARepeatedEvaluationIsNotMadeTwice) {
  const auto first = evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes", {}, Creating("1"));
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes later", {}, Creating("1")),
              testing::IsOkAndHolds(*first));
  EXPECT_EQ(**evaluations_.FindMade(kOwnScope, Creating("1")), *first);
  EXPECT_FALSE(evaluations_.FindMade(kOwnScope, Creating("2"))->has_value());
  EXPECT_THAT(evaluations_.FindMade(kOwnScope, Creating("1", 'x')), HasReason(Reason::kRequestIdReused));
  EXPECT_EQ(evaluations_.ListEvaluations(kOwnScope, kRevision, 0, 10)->size(), 1U);
}

TEST_P(StoreContractTest, AScopeReachesNothingOfAnotherAgency) {
  const auto made = evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes", {}, Creating("1"));
  ASSERT_THAT(made, IsOk());
  ASSERT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("1")), IsOk());
  for (const ports::Scope& scope : {kOtherScope, ports::Scope(), ports::Scope::OfRegion("990102")}) {
    const auto outside = HasReason(Reason::kInternal);
    EXPECT_THAT(reports_.FindReport(scope, Report(1, "").name), outside);
    EXPECT_THAT(reports_.FindWritten(scope, Writing("1")), outside);
    EXPECT_THAT(reports_.WriteReport(scope, Report(2, "two"), {}, Writing("2")), outside);
    EXPECT_THAT(evaluations_.FindEvaluation(scope, made->name), outside);
    EXPECT_THAT(evaluations_.FindMade(scope, Creating("1")), outside);
    EXPECT_THAT(evaluations_.ListEvaluations(scope, kRevision, 0, 10), outside);
    EXPECT_THAT(evaluations_.AddEvaluation(scope, kRevision, "more", {}, Creating("2")), outside);
  }
  EXPECT_EQ(reports_.FindReport(kOwnScope, Report(1, "").name)->version, 1);
  EXPECT_EQ(evaluations_.ListEvaluations(kOwnScope, kRevision, 0, 10)->size(), 1U);
  EXPECT_THAT(evaluations_.FindEvaluation(ports::Scope::OfRegion("990101"), made->name), IsOk());
}

TEST_P(StoreContractTest, ARefusedWriteLeavesTheRequestIdUnused) {
  EXPECT_THAT(reports_.WriteReport(kOtherScope, Report(1, "one"), {}, Writing("1")),
              HasReason(Reason::kInternal));
  EXPECT_THAT(reports_.WriteReport(kOwnScope, Report(1, "one"), {}, Writing("1")), IsOk());
}

INSTANTIATE_TEST_SUITE_P(
    EveryStore, StoreContractTest,
    ::testing::Values(StoreKind{"Memory", [] { return std::make_unique<MemoryStores>(); }},
                      StoreKind{"Sqlite", [] { return std::make_unique<SqliteStores>(); }}),
    [](const ::testing::TestParamInfo<StoreKind>& kind) { return kind.param.name; });

class SqliteOnlyTest : public ::testing::Test {
 protected:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<PerformanceDatabase> database_ =
      *PerformanceDatabase::Open({.path = directory_.File("performance.sqlite3")});
  SqliteEvaluationStore evaluations_{*database_};

  void Change(const std::string& sql) {
    const auto change = [&](storage::SqliteDatabase& database) { return database.Execute(sql); };
    ASSERT_THAT(database_->Write(change, storage::kNoDeadline), IsOk());
  }
};

TEST_F(SqliteOnlyTest, BytesThatChangedAreNotServed) {
  ASSERT_THAT(evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes", {}, ActWith("CreateEvaluation", "1")),
              IsOk());
  Change("UPDATE evaluations SET content = x'00'");
  EXPECT_THAT(evaluations_.FindEvaluation(kOwnScope, {kRevision, 1}), HasReason(Reason::kChecksumMismatch));
  EXPECT_THAT(evaluations_.ListEvaluations(kOwnScope, kRevision, 0, 10),
              HasReason(Reason::kChecksumMismatch));
}

TEST_F(SqliteOnlyTest, TheChainTellsWhatWasDone) {
  for (const std::string id : {"1", "2"}) {
    ASSERT_THAT(
        evaluations_.AddEvaluation(kOwnScope, kRevision, "bytes", {}, ActWith("CreateEvaluation", id)),
        IsOk());
  }
  const auto verify = [](storage::SqliteDatabase& database) {
    return storage::VerifyChain(database, "990101", kRevision.ToText() + "/evaluations");
  };
  EXPECT_FALSE(database_->Read(verify)->has_value());
  Change("UPDATE operations SET person = '李四' WHERE change_number = 2");
  EXPECT_TRUE(database_->Read(verify)->has_value());
}

}  // namespace
}  // namespace clearbudget::performance
