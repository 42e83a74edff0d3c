// Whether a caller may do what he asks for, and how far that reaches.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/scope.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/call_context.h"
#include "common/rpc/method_table.h"
#include "common/rpc/resource_states.h"

namespace clearbudget::rpc {

// PERMISSION_DENIED for the method; the resource is told where it is not empty.
absl::Status Denied(const MethodRule& rule, std::string_view resource);

// OK where one of the caller's roles, or the calling service, stands in the rule at all: all that can be said
// before the request is looked at. Errors: PERMISSION_DENIED.
absl::Status CheckRole(const MethodRule& rule, const CallContext& call);

// What the grants, or the listing of the calling service, let a call touch. `resource` is the name that the
// request carries, of a form that ParseResourceName takes, or empty where the method names none. Grants that
// need no port are tried first, then the relation is looked up, and a state is asked for last, so that a
// caller who may not see a budget in its state cannot tell it from one that does not exist. Errors:
// PERMISSION_DENIED; those of the ports.
absl::StatusOr<ports::Scope> PermittedScope(const MethodRule& rule, std::string_view resource,
                                            const CallContext& call, AgencyRelations& relations,
                                            ResourceStates* states);

}  // namespace clearbudget::rpc
