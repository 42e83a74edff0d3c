#pragma once

#include <cstdint>
#include <string>

#include "common/names/resource_name.h"

namespace clearbudget::performance {

// The opaque mark of a report's version; empty for version 0, which is a report that is not there yet.
std::string EtagOf(const names::ProgressReportName& name, int64_t version);

}  // namespace clearbudget::performance
