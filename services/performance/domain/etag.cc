#include "services/performance/domain/etag.h"

#include "common/names/state_mark.h"

namespace clearbudget::performance {

std::string EtagOf(const names::ProgressReportName& name, int64_t version) {
  return version == 0 ? "" : names::StateMark(name.ToText(), name.revision.number, version);
}

}  // namespace clearbudget::performance
