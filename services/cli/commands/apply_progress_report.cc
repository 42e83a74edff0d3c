#include "services/cli/commands/apply_document.h"
#include "services/cli/input/content_facts.h"

namespace clearbudget::cli {
namespace {

using performance::v1::ProgressReport;

absl::StatusOr<Applied> Write(Application& application, const ProgressReport& report, const std::string& etag,
                              Applied applied) {
  performance::v1::WriteProgressReportRequest request;
  *request.mutable_progress_report() = report;
  request.mutable_progress_report()->set_etag(etag);
  request.set_request_id(application.NextRequestId(etag));
  if (const auto written = application.client.Call(request); !written.ok()) return written.status();
  return applied;
}

}  // namespace

absl::StatusOr<Applied> ApplyProgressReport(Application& application,
                                            const performance::v1::WriteProgressReportRequest& file) {
  ProgressReport wanted = file.progress_report();
  RemoveServerFields(wanted);
  performance::v1::GetProgressReportRequest read;
  read.set_name(wanted.name());
  absl::StatusOr<ProgressReport> stored = application.client.Call(read);
  Applied applied;
  if (absl::IsNotFound(stored.status())) {
    applied.action = Action::kCreated;
    return Write(application, wanted, "", std::move(applied));
  }
  if (!stored.ok()) return stored.status();

  const std::string etag = stored->etag();
  RemoveServerFields(*stored);
  const auto report_facts = ContentFacts::Of(wanted);
  if (!report_facts.ok()) return report_facts.status();
  const auto changes = report_facts->Compare(*stored, wanted);
  if (!changes.ok()) return changes.status();
  if (changes->empty()) return applied;
  applied.action = Action::kUpdated;
  applied.changed_facts = static_cast<int64_t>(changes->size());
  return Write(application, wanted, etag, std::move(applied));
}

}  // namespace clearbudget::cli
