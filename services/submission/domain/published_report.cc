#include "services/submission/domain/published_report.h"

#include <string>
#include <string_view>
#include <vector>

#include "common/facts/path.h"

namespace clearbudget::submission {
namespace {

bool IsInternal(const facts::RecordType& content, std::string_view text) {
  const auto path = facts::Path::FromText(text);
  if (!path.ok()) return false;
  const facts::RecordType* type = &content;
  for (const facts::PathStep& step : path->steps()) {
    const facts::Field* field = type == nullptr ? nullptr : type->Find(step.field);
    if (field == nullptr) return false;
    if (field->internal) return true;
    type = field->record;
  }
  return false;
}

void Hide(const facts::RecordType& content, std::vector<rules::Finding>& findings) {
  const auto internal = [&content](const std::string& path) { return IsInternal(content, path); };
  std::erase_if(findings, [&](const rules::Finding& finding) { return internal(finding.path); });
  for (rules::Finding& finding : findings) {
    std::erase_if(finding.evidence, [&](const rules::Evidence& evidence) { return internal(evidence.path); });
    std::erase_if(finding.missing, internal);
    std::erase_if(finding.subjects, internal);
  }
}

}  // namespace

void HideInternal(const facts::RecordType& content, rules::Report& report) {
  Hide(content, report.findings);
  Hide(content, report.silent_findings);
}

}  // namespace clearbudget::submission
