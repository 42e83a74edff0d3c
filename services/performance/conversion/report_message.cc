#include "services/performance/conversion/report_message.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "services/performance/conversion/request_name.h"
#include "services/performance/domain/etag.h"

namespace clearbudget::performance {
namespace {

// The fields below hold what the contract's checks let through: numbers and amounts that can be read.
std::optional<money::Amount> AmountIf(bool stated, const std::string& text) {
  if (!stated) return std::nullopt;
  const absl::StatusOr<money::Amount> amount = money::Amount::FromYuanText(text);
  return amount.ok() ? std::optional<money::Amount>(*amount) : std::nullopt;
}

std::optional<money::Decimal> NumberIf(bool stated, const std::string& text) {
  if (!stated) return std::nullopt;
  const absl::StatusOr<money::Decimal> number = money::Decimal::FromText(text);
  return number.ok() ? std::optional<money::Decimal>(*number) : std::nullopt;
}

template <typename Messages>
std::vector<IndicatorActual> ActualsFrom(const Messages& messages) {
  std::vector<IndicatorActual> actuals;
  for (const v1::IndicatorActual& message : messages) {
    actuals.push_back({.indicator_id = message.indicator_id(),
                       .actual_value = message.actual_value(),
                       .achievement = message.achievement(),
                       .judgement = NumberIf(message.has_judgement(), message.judgement()),
                       .reason = message.reason()});
  }
  return actuals;
}

ProgressReport ReportFrom(const names::ProgressReportName& name, const v1::ProgressReport& message) {
  ProgressReport report;
  report.name = name;
  report.demonstration = message.demonstration();
  report.source = {.system = message.source().source_system(),
                   .external_id = message.source().external_id(),
                   .document_number = message.source().document_number(),
                   .document_title = message.source().document_title()};
  for (const v1::ProjectProgress& project : message.projects()) {
    report.projects.push_back({.project = project.project(),
                               .adjusted = AmountIf(project.has_adjusted_amount(), project.adjusted_amount()),
                               .executed = AmountIf(project.has_executed_amount(), project.executed_amount()),
                               .indicators = ActualsFrom(project.indicators())});
  }
  for (const v1::DutyBlockProgress& block : message.duty_blocks()) {
    report.duty_blocks.push_back({.number = block.number(), .indicators = ActualsFrom(block.indicators())});
  }
  return report;
}

absl::Status Lost(const names::ProgressReportName& name) {
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", name.ToText()}});
}

}  // namespace

absl::StatusOr<NewReport> NewReportFrom(const v1::WriteProgressReportRequest& request) {
  const v1::ProgressReport& message = request.progress_report();
  const auto name = ProgressReportNameAt("progress_report.name", message.name());
  if (!name.ok()) return name.status();
  NewReport report{.report = ReportFrom(*name, message), .etag = message.etag(), .bytes = {}};
  v1::ProgressReport stored = message;
  stored.clear_name();
  stored.clear_etag();
  report.bytes = stored.SerializeAsString();
  return report;
}

absl::StatusOr<v1::ProgressReport> ToMessage(const StoredReport& report) {
  v1::ProgressReport message;
  if (!message.ParseFromString(report.bytes)) return Lost(report.name);
  message.set_name(report.name.ToText());
  message.set_etag(EtagOf(report.name, report.version));
  return message;
}

absl::StatusOr<ProgressReport> ProtoReportCodec::Decode(const names::ProgressReportName& name,
                                                        const std::string& bytes) const {
  v1::ProgressReport message;
  if (!message.ParseFromString(bytes)) return Lost(name);
  return ReportFrom(name, message);
}

}  // namespace clearbudget::performance
