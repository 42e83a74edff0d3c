#include "services/performance/use_cases/create_evaluation.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/performance/domain/etag.h"
#include "services/performance/domain/evaluation_effect.h"
#include "services/performance/domain/evaluator.h"

namespace clearbudget::performance {

absl::StatusOr<EvaluationRecord> CreateEvaluation::Evaluated(const ports::Scope& scope, const ports::Act& act,
                                                             const ports::CallLimits& limits,
                                                             const names::ProgressReportName& name) {
  const absl::StatusOr<StoredReport> stored = ports_.reports.FindReport(scope, name);
  if (!stored.ok()) return stored.status();
  const absl::StatusOr<ProgressReport> report = ports_.report_codec.Decode(name, stored->bytes);
  if (!report.ok()) return report.status();
  const auto revision = ports_.revisions.ReadRevision(limits, name.revision);
  if (!revision.ok()) return revision.status();
  if (absl::Status approved = CheckApproved(**revision); !approved.ok()) return approved;
  const auto schemes = ports_.schemes.ReadSchemes(limits, (*revision)->pack_digest);
  if (!schemes.ok()) return schemes.status();
  absl::StatusOr<Evaluation> evaluation = Evaluate(**revision, *report, **schemes);
  if (!evaluation.ok()) return evaluation.status();
  return EvaluationRecord{.revision = name.revision,
                          .revision_digest = (*revision)->digest,
                          .progress_report = name,
                          .progress_report_etag = EtagOf(name, stored->version),
                          .pack = (*revision)->pack,
                          .pack_digest = (*revision)->pack_digest,
                          .demonstration = (*revision)->demonstration || report->demonstration,
                          .evaluation = *std::move(evaluation),
                          .create_time = act.time,
                          .person = act.caller.person.empty() ? act.caller.subject : act.caller.person};
}

absl::StatusOr<StoredEvaluation> CreateEvaluation::Run(const ports::Scope& scope, const ports::Act& act,
                                                       const ports::CallLimits& limits,
                                                       const names::RevisionName& revision,
                                                       const names::ProgressReportName& report) {
  if (report.revision != revision) {
    return errors::BadRequest({{.path = "progress_report",
                                .given = report.ToText(),
                                .reason = errors::Reason::kInconsistent,
                                .expected_zh = "parent 所指修订版本的进度报告",
                                .expected_en = "a progress report of the revision that parent names"}});
  }
  if (!act.validate_only) {
    absl::StatusOr<std::optional<StoredEvaluation>> made = ports_.evaluations.FindMade(scope, act);
    if (!made.ok()) return made.status();
    if (made->has_value()) return **std::move(made);
  }
  const absl::StatusOr<EvaluationRecord> record = Evaluated(scope, act, limits, report);
  if (!record.ok()) return record.status();
  std::string bytes = ports_.evaluation_codec.Encode(*record);
  if (act.validate_only) {
    return StoredEvaluation{.name = {.revision = revision, .number = 0}, .bytes = std::move(bytes)};
  }
  return ports_.evaluations.AddEvaluation(scope, revision, bytes, EffectOf(*record), act);
}

}  // namespace clearbudget::performance
