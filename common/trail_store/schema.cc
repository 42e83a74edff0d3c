#include "common/trail_store/schema.h"

namespace clearbudget::trail_store {

storage::Migration TrailMigration(std::int64_t number) {
  return {
      .number = number,
      .name = "logs of the trail",
      .kind = storage::MigrationKind::kSchema,
      .statements = {
          // How many leaves a region's log has; a change compares and sets it. Which rows have leaves is told
          // by the leaves alone, since they are checked against the tree.
          "CREATE TABLE trail_logs ("
          "region TEXT NOT NULL PRIMARY KEY, hash_algorithm TEXT NOT NULL, size BIGINT NOT NULL)",
          // Which row a leaf stands for. It repeats the row's hash, so that a row that is gone can still be
          // named.
          "CREATE TABLE trail_leaves ("
          "region TEXT NOT NULL, leaf_index BIGINT NOT NULL, kind TEXT NOT NULL, aggregate TEXT NOT NULL, "
          "change_number BIGINT NOT NULL, row_hash BYTEA NOT NULL, store_position BIGINT NOT NULL, "
          "PRIMARY KEY (region, leaf_index), UNIQUE (region, kind, store_position))",
          // The complete nodes of the tree; level 0 holds the hashes of the leaves.
          "CREATE TABLE trail_nodes ("
          "region TEXT NOT NULL, level BIGINT NOT NULL, node_index BIGINT NOT NULL, hash BYTEA NOT NULL, "
          "PRIMARY KEY (region, level, node_index))",
          // Every checkpoint that was signed. A key that takes over signs the size it finds once more.
          "CREATE TABLE trail_checkpoints ("
          "region TEXT NOT NULL, size BIGINT NOT NULL, key_id BIGINT NOT NULL, root_hash BYTEA NOT NULL, "
          "note TEXT NOT NULL, sign_time BIGINT NOT NULL, PRIMARY KEY (region, size, key_id))",
      }};
}

}  // namespace clearbudget::trail_store
