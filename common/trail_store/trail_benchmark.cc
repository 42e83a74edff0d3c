// What the trail of an operation costs the processor: its row, and its part in the log of the region.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "common/digest/digest.h"
#include "common/storage/migrations.h"
#include "common/storage/operation_log.h"
#include "common/testing/temporary_directory.h"
#include "common/trail_store/schema.h"
#include "common/trail_store/sequencer.h"

namespace clearbudget::trail_store {
namespace {

constexpr char kRegion[] = "130303";
// As many as come between two checkpoints of a busy region.
constexpr int kRows = 1'000;

class Store {
 public:
  Store() {
    storage::DatabaseOptions options;
    options.path = folder_.File("benchmark.sqlite3");
    database = *storage::SqliteDatabase::Open(options);
    const std::vector<storage::Migration> migrations = {storage::OperationLogMigration(1), TrailMigration(2)};
    failed = !storage::ApplyMigrations(*database, migrations).ok();
  }

  // As a submission leaves it, on budgets of many agencies.
  void Append() {
    ++rows_;
    storage::OperationDraft draft;
    draft.region = kRegion;
    draft.aggregate = fmt::format("regions/{}/agencies/{}/budgets/2020", kRegion, 100 + rows_ % 300);
    draft.caller = "finance-platform";
    draft.person = "李某";
    draft.roles = "department_reviewer";
    draft.agency = "regions/130303/agencies/101";
    draft.client_address = "192.0.2.7";
    draft.method = "/clearbudget.budget.v1.BudgetService/SubmitBudget";
    draft.resource = draft.aggregate;
    draft.request_id = fmt::format("request-{}", rows_);
    draft.request_hash = digest::Sha256(draft.request_id);
    draft.answer_type = "clearbudget.budget.v1.BudgetRevision";
    draft.answer = std::string(1024, 'a');
    draft.effect = std::string(512, 'e');
    draft.system_time = 1'580'515'200'000'000 + rows_;
    failed |= !storage::AppendOperation(*database, std::move(draft)).ok();
  }

  void Run(const char* statement) { failed |= !database->Execute(statement).ok(); }

  std::unique_ptr<storage::SqliteDatabase> database;
  bool failed = false;

 private:
  testing::TemporaryDirectory folder_;
  std::int64_t rows_ = 0;
};

void AppendRow(benchmark::State& state) {
  Store store;
  for (auto _ : state) {
    state.PauseTiming();
    store.Run("BEGIN IMMEDIATE");
    state.ResumeTiming();
    for (int i = 0; i < kRows; ++i) store.Append();
    state.PauseTiming();
    store.Run("COMMIT");
    state.ResumeTiming();
  }
  if (store.failed) state.SkipWithError("a row was not stored");
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(AppendRow);

void SequenceRow(benchmark::State& state) {
  Store store;
  for (auto _ : state) {
    state.PauseTiming();
    store.Run("BEGIN IMMEDIATE");
    for (int i = 0; i < kRows; ++i) store.Append();
    state.ResumeTiming();
    const auto sequenced = Sequence(*store.database, kRegion, kRows);
    store.failed |= !sequenced.ok() || sequenced->appended != kRows;
    state.PauseTiming();
    store.Run("COMMIT");
    state.ResumeTiming();
  }
  if (store.failed) state.SkipWithError("a row got no leaf");
  state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(SequenceRow);

}  // namespace
}  // namespace clearbudget::trail_store

BENCHMARK_MAIN();
