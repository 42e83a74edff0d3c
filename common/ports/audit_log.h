// What was tried in vain, and what was read of another agency: it changes nothing, so that no operation row
// tells it.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "common/identity/caller.h"

namespace clearbudget::ports {

struct AuditEvent {
  enum class Kind {
    // Permission or a delegation was refused, another person was required, or a text bore a secrecy marking.
    kRefusal,
    // Unpublished data of another agency than the caller's own was returned. Or a change of its data was only
    // checked, or failed after it was permitted: that tells of the data too, and leaves no operation row.
    kRead,
  };

  Kind kind = Kind::kRefusal;
  // Verified; under a delegation with the delegator. For a service of the suite only the subject,
  // "service:performance".
  identity::Caller caller = {};
  std::string client_address = {};  // as the gateway saw it; empty for a service of the suite
  std::string method = {};          // "/clearbudget.budget.v1.BudgetService/SubmitBudget"
  // The name in the request, made of plain segments; empty where it names none, or none of that form.
  std::string resource = {};
  std::string request_id = {};  // not empty
  std::string code = {};        // "PERMISSION_DENIED", "FAILED_PRECONDITION"; "OK" for a read
  std::string reason = {};      // of the catalogue: "OTHER_PERSON_REQUIRED"; empty for a read
  std::int64_t time = 0;        // microseconds since 1970 UTC

  bool operator==(const AuditEvent&) const = default;
};

class AuditLog {
 public:
  virtual ~AuditLog() = default;

  // Returns when the event is durable; of equal events within a minute, when the first of them is. Errors:
  // UNAVAILABLE. Called by several threads at once.
  virtual absl::Status Record(const AuditEvent& event) = 0;
};

}  // namespace clearbudget::ports
