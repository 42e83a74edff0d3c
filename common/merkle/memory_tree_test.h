// For this module's tests: a tree whose complete nodes are kept in memory.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/merkle/frontier.h"
#include "common/merkle/node_reader.h"

namespace clearbudget::merkle {

class MemoryTree final : public NodeReader {
 public:
  explicit MemoryTree(Algorithm algorithm) : frontier_(algorithm) {}

  void Append(const std::string& leaf_hash) {
    leaf_hashes_.push_back(leaf_hash);
    for (merkle::Node& node : frontier_.Append(leaf_hash)) {
      nodes_.emplace(std::pair(node.level, node.index), std::move(node.hash));
    }
  }

  absl::StatusOr<std::string> Node(int level, std::int64_t index) override {
    ++reads_;
    const auto found = nodes_.find({level, index});
    if (found == nodes_.end()) return absl::DataLossError("no such node");
    return found->second;
  }

  const Frontier& frontier() const { return frontier_; }
  const std::vector<std::string>& leaf_hashes() const { return leaf_hashes_; }
  void Forget(int level, std::int64_t index) { nodes_.erase({level, index}); }
  // How often a node was read since the last call.
  int TakeReads() { return std::exchange(reads_, 0); }

 private:
  Frontier frontier_;
  std::vector<std::string> leaf_hashes_;
  std::map<std::pair<int, std::int64_t>, std::string> nodes_;
  int reads_ = 0;
};

}  // namespace clearbudget::merkle
