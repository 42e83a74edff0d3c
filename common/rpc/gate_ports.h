// What the gate of the calls needs others to play.
#pragma once

#include "common/ports/audit_log.h"
#include "common/ports/clock.h"
#include "common/ports/id_source.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/caller_source.h"
#include "common/rpc/delegations.h"
#include "common/rpc/resource_states.h"

namespace clearbudget::rpc {

// All must outlive the gate.
struct GatePorts {
  CallerSource& callers;
  Delegations& delegations;
  AgencyRelations& relations;
  ports::AuditLog& audit;
  const ports::Clock& clock;
  ports::IdSource& ids;
  // None for services whose contract limits no grant to states.
  ResourceStates* states = nullptr;
};

}  // namespace clearbudget::rpc
