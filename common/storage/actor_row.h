// Who acted, as seven columns that the tables `operations` and `audit_events` share: caller, person, agency,
// roles, delegator, delegation, client_address.
#pragma once

#include "common/storage/statement.h"
#include "common/trail/record.h"

namespace clearbudget::storage {

inline constexpr int kActorColumnCount = 7;

// Reads the columns from `first` on.
void ReadActor(const Statement& statement, int first, trail::Actor& actor);

// Binds the parameters from `first` on.
void BindActor(Statement& statement, int first, const trail::Actor& actor);

}  // namespace clearbudget::storage
