#include "services/performance/adapters/memory_store.h"

#include <utility>

#include "common/errors/error.h"
#include "services/performance/ports/within.h"

namespace clearbudget::performance {

template <typename Result>
absl::StatusOr<std::optional<Result>> MemoryStore::Replay(const ports::Scope& scope,
                                                          const ports::Act& act) const {
  const auto found = operations_.find(KeyOf(act));
  if (found == operations_.end()) return std::optional<Result>();
  if (found->second.request_hash != act.request_hash || found->second.person != act.caller.person)
    return errors::Error(errors::Reason::kRequestIdReused);
  const Result& made = std::get<Result>(found->second.made);
  if (absl::Status within = CheckWithin(scope, made.name.revision); !within.ok()) return within;
  return std::optional<Result>(made);
}

template <typename Result>
void MemoryStore::Log(const ports::Act& act, const ports::Effect& effect, const Result& made) {
  operations_[KeyOf(act)] = {
      .request_hash = act.request_hash, .person = act.caller.person, .made = made, .effect = effect};
}

ports::Effect MemoryStore::EffectOf(const ports::Act& act) const {
  const std::lock_guard lock(mutex_);
  const auto found = operations_.find(KeyOf(act));
  return found == operations_.end() ? ports::Effect() : found->second.effect;
}

absl::StatusOr<StoredReport> MemoryStore::FindReport(const ports::Scope& scope,
                                                     const names::ProgressReportName& name) {
  if (absl::Status within = CheckWithin(scope, name.revision); !within.ok()) return within;
  const std::lock_guard lock(mutex_);
  const auto found = reports_.find(name);
  if (found == reports_.end()) return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
  return found->second;
}

absl::StatusOr<std::optional<StoredReport>> MemoryStore::FindWritten(const ports::Scope& scope,
                                                                     const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  return Replay<StoredReport>(scope, act);
}

absl::StatusOr<StoredReport> MemoryStore::WriteReport(const ports::Scope& scope, const StoredReport& report,
                                                      const ports::Effect& effect, const ports::Act& act) {
  if (absl::Status within = CheckWithin(scope, report.name.revision); !within.ok()) return within;
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::optional<StoredReport>> replay = Replay<StoredReport>(scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  const auto found = reports_.find(report.name);
  const int64_t latest = found == reports_.end() ? 0 : found->second.version;
  if (latest + 1 != report.version) {
    return errors::Error(errors::Reason::kEtagMismatch, {{"name", report.name.ToText()}});
  }
  reports_[report.name] = report;
  Log(act, effect, report);
  return report;
}

absl::StatusOr<StoredEvaluation> MemoryStore::FindEvaluation(const ports::Scope& scope,
                                                             const names::EvaluationName& name) {
  if (absl::Status within = CheckWithin(scope, name.revision); !within.ok()) return within;
  const std::lock_guard lock(mutex_);
  for (const StoredEvaluation& evaluation : evaluations_[name.revision]) {
    if (evaluation.name == name) return evaluation;
  }
  return errors::Error(errors::Reason::kNotFound, {{"name", name.ToText()}});
}

absl::StatusOr<std::optional<StoredEvaluation>> MemoryStore::FindMade(const ports::Scope& scope,
                                                                      const ports::Act& act) {
  const std::lock_guard lock(mutex_);
  return Replay<StoredEvaluation>(scope, act);
}

absl::StatusOr<std::vector<StoredEvaluation>> MemoryStore::ListEvaluations(
    const ports::Scope& scope, const names::RevisionName& revision, int64_t below, int64_t limit) {
  if (absl::Status within = CheckWithin(scope, revision); !within.ok()) return within;
  const std::lock_guard lock(mutex_);
  const std::vector<StoredEvaluation>& all = evaluations_[revision];
  std::vector<StoredEvaluation> page;
  for (auto evaluation = all.rbegin(); evaluation != all.rend(); ++evaluation) {
    if (static_cast<int64_t>(page.size()) == limit) break;
    if (below == 0 || evaluation->name.number < below) page.push_back(*evaluation);
  }
  return page;
}

absl::StatusOr<StoredEvaluation> MemoryStore::AddEvaluation(const ports::Scope& scope,
                                                            const names::RevisionName& revision,
                                                            const std::string& bytes,
                                                            const ports::Effect& effect,
                                                            const ports::Act& act) {
  if (absl::Status within = CheckWithin(scope, revision); !within.ok()) return within;
  const std::lock_guard lock(mutex_);
  absl::StatusOr<std::optional<StoredEvaluation>> replay = Replay<StoredEvaluation>(scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) return **std::move(replay);
  std::vector<StoredEvaluation>& all = evaluations_[revision];
  const auto number = static_cast<int64_t>(all.size()) + 1;
  all.push_back({.name = {.revision = revision, .number = number}, .bytes = bytes});
  Log(act, effect, all.back());
  return all.back();
}

}  // namespace clearbudget::performance
