#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace clearbudget::merkle {

// Where the complete nodes of a tree are kept. A node is complete when its 2^level leaves are all there, and
// never changes afterwards.
class NodeReader {
 public:
  virtual ~NodeReader() = default;

  // The hash of the node over the leaves [index * 2^level, (index + 1) * 2^level); level 0 holds the leaves'
  // hashes. Errors: DATA_LOSS for a node that should be there and is not; those of the store.
  virtual absl::StatusOr<std::string> Node(int level, std::int64_t index) = 0;
};

}  // namespace clearbudget::merkle
