#pragma once

#include <string>

#include "common/names/resource_name.h"
#include "common/ports/act.h"
#include "common/ports/scope.h"

namespace clearbudget::performance {

// A request of the one caller of the tests; requests of one id with other bodies differ in their hashes.
inline ports::Act ActWith(const std::string& method, const std::string& request_id, char body = 'a') {
  ports::Act act;
  act.caller.subject = "account:张三";
  act.caller.person = "张三";
  act.method = "/clearbudget.performance.v1.PerformanceService/" + method;
  act.request_id = request_id;
  act.request_hash = std::string(32, body);
  act.time = 1'790'000'000'000'000;
  return act;
}

inline const names::RevisionName kRevision{"990101", "201", 2026, 1};

// What a caller of the revision's agency may touch, and one of another.
inline const ports::Scope kOwnScope = ports::Scope::OfAgency("990101", "201");
inline const ports::Scope kOtherScope = ports::Scope::OfAgency("990101", "301");

}  // namespace clearbudget::performance
