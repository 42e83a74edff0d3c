#pragma once

#include <cstdint>

#include "common/storage/migrations.h"

namespace clearbudget::trail_store {

// Creates the tables of the logs: trail_logs, trail_leaves, trail_nodes, trail_checkpoints. Every service
// lists it among its own migrations, behind storage::OperationLogMigration.
storage::Migration TrailMigration(std::int64_t number);

}  // namespace clearbudget::trail_store
