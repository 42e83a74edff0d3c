#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"

// Names in requests. Errors: INVALID_ARGUMENT with a violation at `path`.
namespace clearbudget::performance {

absl::StatusOr<names::RevisionName> RevisionNameAt(std::string_view path, const std::string& text);
absl::StatusOr<names::ProgressReportName> ProgressReportNameAt(std::string_view path,
                                                               const std::string& text);
absl::StatusOr<names::EvaluationName> EvaluationNameAt(std::string_view path, const std::string& text);

}  // namespace clearbudget::performance
