#include "services/performance/conversion/request_name.h"

#include "common/errors/error.h"

namespace clearbudget::performance {
namespace {

absl::Status Malformed(std::string_view path, const std::string& text, std::string_view tail) {
  const std::string pattern = "regions/130303/agencies/101/budgets/2020/revisions/1" + std::string(tail);
  return errors::BadRequest({{.path = std::string(path),
                              .given = text,
                              .reason = errors::Reason::kNameMalformed,
                              .expected_zh = "形如 " + pattern + " 的资源名称",
                              .expected_en = "a name such as " + pattern}});
}

}  // namespace

absl::StatusOr<names::RevisionName> RevisionNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::RevisionName> name = names::ParseRevisionName(text);
  return name.ok() ? name : Malformed(path, text, "");
}

absl::StatusOr<names::ProgressReportName> ProgressReportNameAt(std::string_view path,
                                                               const std::string& text) {
  absl::StatusOr<names::ProgressReportName> name = names::ParseProgressReportName(text);
  return name.ok() ? name : Malformed(path, text, "/progressReports/12");
}

absl::StatusOr<names::EvaluationName> EvaluationNameAt(std::string_view path, const std::string& text) {
  absl::StatusOr<names::EvaluationName> name = names::ParseEvaluationName(text);
  return name.ok() ? name : Malformed(path, text, "/evaluations/1");
}

}  // namespace clearbudget::performance
