#include "common/merkle/tree_hash.h"

#include <bit>
#include <utility>
#include <vector>

namespace clearbudget::merkle {

std::string LeafHash(Algorithm algorithm, std::string_view data) {
  std::string bytes;
  bytes.reserve(1 + data.size());
  bytes.push_back('\0');
  bytes.append(data);
  return digest::Of(algorithm, bytes);
}

std::string NodeHash(Algorithm algorithm, std::string_view left, std::string_view right) {
  std::string bytes;
  bytes.reserve(1 + left.size() + right.size());
  bytes.push_back('\1');
  bytes.append(left).append(right);
  return digest::Of(algorithm, bytes);
}

std::string EmptyRoot(Algorithm algorithm) {
  return digest::Of(algorithm, "");
}

std::string RootOf(Algorithm algorithm, std::span<const std::string> leaf_hashes) {
  if (leaf_hashes.empty()) return EmptyRoot(algorithm);
  // Level by level: a node without a sibling rises as it is, which gives the same tree as splitting at the
  // greatest power of two.
  std::vector<std::string> level(leaf_hashes.begin(), leaf_hashes.end());
  while (level.size() > 1) {
    std::size_t parents = 0;
    for (std::size_t left = 0; left < level.size(); left += 2) {
      level[parents++] = left + 1 < level.size() ? NodeHash(algorithm, level[left], level[left + 1])
                                                 : std::move(level[left]);
    }
    level.resize(parents);
  }
  return std::move(level.front());
}

std::int64_t SplitOf(std::int64_t size) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
}

}  // namespace clearbudget::merkle
