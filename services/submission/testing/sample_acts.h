#pragma once

#include <string>

#include "common/digest/digest.h"
#include "common/ports/act.h"
#include "common/ports/scope.h"

namespace clearbudget::submission {

// All of the samples' region.
inline const ports::Scope kRegionScope = ports::Scope::OfRegion("130303");

// An act of a person, as the gate would hand it on.
inline ports::Act ActBy(const std::string& person, const std::string& method, const std::string& request_id) {
  ports::Act act;
  act.caller.subject = "account:" + person;
  act.caller.person = person;
  act.method = "/clearbudget.budget.v1.BudgetService/" + method;
  act.request_id = request_id;
  act.request_hash = digest::Sha256(method + request_id);
  act.time = 1'580'457'600'000'000;
  return act;
}

}  // namespace clearbudget::submission
