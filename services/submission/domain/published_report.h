#pragma once

#include "common/facts/catalogue.h"
#include "common/rules/finding.h"

namespace clearbudget::submission {

// Takes out of a report what speaks of internal fields of a content: findings whose subject is one, and
// evidence and missing facts among them. Counts stay those of the whole report.
void HideInternal(const facts::RecordType& content, rules::Report& report);

}  // namespace clearbudget::submission
