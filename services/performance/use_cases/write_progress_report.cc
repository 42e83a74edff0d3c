#include "services/performance/use_cases/write_progress_report.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/performance/domain/etag.h"
#include "services/performance/domain/report_check.h"

namespace clearbudget::performance {

absl::Status WriteProgressReport::Check(const rpc::CallContext& call, const ProgressReport& report) {
  const auto revision = revisions_.ReadRevision(call, report.name.revision);
  if (!revision.ok()) return revision.status();
  const auto schemes = schemes_.ReadSchemes(call, (*revision)->pack_digest);
  if (!schemes.ok()) return schemes.status();
  return errors::BadRequest(CheckReport(report, **revision, **schemes));
}

absl::StatusOr<StoredReport> WriteProgressReport::Run(const ports::Act& act, const rpc::CallContext& call,
                                                      const NewReport& report) {
  // Looked up before anything is judged, since the first call may have made the etag an old one.
  if (!act.validate_only) {
    absl::StatusOr<std::optional<StoredReport>> written = reports_.FindWritten(act);
    if (!written.ok()) return written.status();
    if (written->has_value()) return **std::move(written);
  }
  if (absl::Status checked = Check(call, report.report); !checked.ok()) return checked;

  const names::ProgressReportName& name = report.report.name;
  const absl::StatusOr<StoredReport> stored = reports_.FindReport(name);
  if (!stored.ok() && stored.status().code() != absl::StatusCode::kNotFound) return stored.status();
  const int64_t version = stored.ok() ? stored->version : 0;
  if (report.etag != EtagOf(name, version)) {
    return errors::Error(errors::Reason::kEtagMismatch, {{"name", name.ToText()}});
  }
  StoredReport next{.name = name, .version = version + 1, .bytes = report.bytes};
  if (act.validate_only) return next;
  return reports_.WriteReport(next, act);
}

}  // namespace clearbudget::performance
