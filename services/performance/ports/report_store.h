#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/names/resource_name.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"

namespace clearbudget::performance {

// One version of a progress report. Versions are kept, so that what an evaluation came from can be read for
// ever.
struct StoredReport {
  names::ProgressReportName name;
  int64_t version = 0;  // 1, 2, 3, ... without a gap.
  std::string bytes;    // Only the ReportCodec reads them.

  bool operator==(const StoredReport&) const = default;
};

// Keeps progress reports. Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED, DATA_LOSS
// (stored bytes do not match their checksum), INTERNAL (a name outside of the scope, which is a defect of the
// caller).
class ReportStore {
 public:
  virtual ~ReportStore() = default;

  // The latest version. Errors: NOT_FOUND.
  virtual absl::StatusOr<StoredReport> FindReport(const ports::Scope& scope,
                                                  const names::ProgressReportName& name) = 0;

  // The version that the same request wrote before; absent for a new request. Errors: ALREADY_EXISTS (this
  // caller has used the request_id for another request).
  virtual absl::StatusOr<std::optional<StoredReport>> FindWritten(const ports::Scope& scope,
                                                                  const ports::Act& act) = 0;

  // Stores the report where its version is the next one; the effect is what it changes, for the trail. A
  // request that was stored before is not stored again: the version that it wrote is returned. Errors:
  // ABORTED (another version came first), ALREADY_EXISTS (as FindWritten), UNAVAILABLE with OUTCOME_UNKNOWN,
  // RESOURCE_EXHAUSTED.
  virtual absl::StatusOr<StoredReport> WriteReport(const ports::Scope& scope, const StoredReport& report,
                                                   const ports::Effect& effect, const ports::Act& act) = 0;
};

}  // namespace clearbudget::performance
