// The right edge of a growing tree: all that is needed to append leaves and to know the root.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/merkle/node_reader.h"
#include "common/merkle/tree_hash.h"

namespace clearbudget::merkle {

// A complete node, to be kept where a NodeReader finds it.
struct Node {
  int level = 0;
  std::int64_t index = 0;
  std::string hash;

  bool operator==(const Node&) const = default;
};

class Frontier {
 public:
  // Of a tree without leaves.
  explicit Frontier(Algorithm algorithm) : algorithm_(algorithm) {}

  // Of a tree of which `size` leaves are kept. Errors: INVALID_ARGUMENT for a negative size; those of the
  // reader.
  static absl::StatusOr<Frontier> Load(Algorithm algorithm, NodeReader& nodes, std::int64_t size);

  // Appends a leaf; returns the nodes that it completes, the leaf itself first.
  std::vector<Node> Append(std::string leaf_hash);

  std::int64_t size() const { return size_; }
  std::string Root() const;

 private:
  Algorithm algorithm_;
  std::int64_t size_ = 0;
  std::vector<std::string>
      peaks_;  // the greatest complete subtrees, one for each bit of size_, greatest first
};

}  // namespace clearbudget::merkle
