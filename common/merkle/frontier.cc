#include "common/merkle/frontier.h"

#include <bit>
#include <utility>

#include "absl/status/status.h"

namespace clearbudget::merkle {

absl::StatusOr<Frontier> Frontier::Load(Algorithm algorithm, NodeReader& nodes, std::int64_t size) {
  if (size < 0) return absl::InvalidArgumentError("a tree has no negative size");
  Frontier frontier(algorithm);
  frontier.size_ = size;
  std::int64_t begin = 0;
  while (begin < size) {
    const auto left = static_cast<std::uint64_t>(size - begin);
    const int level = std::countr_zero(std::bit_floor(left));
    absl::StatusOr<std::string> peak = nodes.Node(level, begin >> level);
    if (!peak.ok()) return peak.status();
    frontier.peaks_.push_back(*std::move(peak));
    begin += std::int64_t{1} << level;
  }
  return frontier;
}

std::vector<Node> Frontier::Append(std::string leaf_hash) {
  std::vector<Node> completed;
  completed.push_back({.level = 0, .index = size_, .hash = leaf_hash});
  // Each bit of the old size that is set from the right is a peak that gets its right sibling now.
  for (int level = 0; (size_ >> level & 1) != 0; ++level) {
    leaf_hash = NodeHash(algorithm_, peaks_.back(), leaf_hash);
    peaks_.pop_back();
    completed.push_back({.level = level + 1, .index = size_ >> (level + 1), .hash = leaf_hash});
  }
  peaks_.push_back(std::move(leaf_hash));
  ++size_;
  return completed;
}

std::string Frontier::Root() const {
  if (peaks_.empty()) return EmptyRoot(algorithm_);
  std::string root = peaks_.back();
  for (std::size_t peak = peaks_.size() - 1; peak > 0; --peak) {
    root = NodeHash(algorithm_, peaks_[peak - 1], root);
  }
  return root;
}

}  // namespace clearbudget::merkle
