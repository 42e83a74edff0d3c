#include "services/performance/use_cases/write_progress_report.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/performance/domain/etag.h"
#include "services/performance/domain/report_check.h"
#include "services/performance/domain/report_effect.h"

namespace clearbudget::performance {

absl::Status WriteProgressReport::Check(const ports::CallLimits& limits, const ProgressReport& report) {
  const auto revision = ports_.revisions.ReadRevision(limits, report.name.revision);
  if (!revision.ok()) return revision.status();
  if (absl::Status approved = CheckApproved(**revision); !approved.ok()) return approved;
  const auto schemes = ports_.schemes.ReadSchemes(limits, (*revision)->pack_digest);
  if (!schemes.ok()) return schemes.status();
  return errors::BadRequest(CheckReport(report, **revision, **schemes));
}

absl::StatusOr<ports::Effect> WriteProgressReport::Changes(const absl::StatusOr<StoredReport>& before,
                                                           const ProgressReport& after) const {
  if (!before.ok()) return EffectOf(nullptr, after);
  const absl::StatusOr<ProgressReport> report = ports_.codec.Decode(before->name, before->bytes);
  if (!report.ok()) return report.status();
  return EffectOf(&*report, after);
}

absl::StatusOr<StoredReport> WriteProgressReport::Run(const ports::Scope& scope, const ports::Act& act,
                                                      const ports::CallLimits& limits,
                                                      const NewReport& report) {
  // Looked up before anything is judged, since the first call may have made the etag an old one.
  if (!act.validate_only) {
    absl::StatusOr<std::optional<StoredReport>> written = ports_.reports.FindWritten(scope, act);
    if (!written.ok()) return written.status();
    if (written->has_value()) return **std::move(written);
  }
  if (absl::Status checked = Check(limits, report.report); !checked.ok()) return checked;

  const names::ProgressReportName& name = report.report.name;
  const absl::StatusOr<StoredReport> stored = ports_.reports.FindReport(scope, name);
  if (!stored.ok() && stored.status().code() != absl::StatusCode::kNotFound) return stored.status();
  const int64_t version = stored.ok() ? stored->version : 0;
  if (report.etag != EtagOf(name, version)) {
    return errors::Error(errors::Reason::kEtagMismatch, {{"name", name.ToText()}});
  }
  StoredReport next{.name = name, .version = version + 1, .bytes = report.bytes};
  if (act.validate_only) return next;
  const absl::StatusOr<ports::Effect> effect = Changes(stored, report.report);
  if (!effect.ok()) return effect.status();
  return ports_.reports.WriteReport(scope, next, *effect, act);
}

}  // namespace clearbudget::performance
