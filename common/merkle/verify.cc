#include "common/merkle/verify.h"

#include <bit>

namespace clearbudget::merkle {
namespace {

bool AreHashes(std::span<const std::string> proof) {
  for (const std::string& hash : proof) {
    if (hash.size() != digest::kDigestBytes) return false;
  }
  return true;
}

// The way from a node, and from the last node of the tree beside it, up to the root: both numbers lose their
// last bit at each step.
struct Climb {
  std::uint64_t node = 0;
  std::uint64_t last = 0;

  bool IsAtRoot() const { return last == 0; }
  bool SiblingIsLeft() const { return (node & 1) != 0 || node == last; }
  void Step() {
    node >>= 1;
    last >>= 1;
  }
  // Passes the levels at which the node has no sibling, since the tree ends with it.
  void PassLevelsWithoutSibling() {
    while ((node & 1) == 0 && node != 0) Step();
  }
};

}  // namespace

bool VerifyInclusion(Algorithm algorithm, std::string_view leaf_hash, std::int64_t index, std::int64_t size,
                     std::span<const std::string> proof, std::string_view root) {
  if (index < 0 || index >= size || leaf_hash.size() != digest::kDigestBytes || !AreHashes(proof))
    return false;
  Climb climb{.node = static_cast<std::uint64_t>(index), .last = static_cast<std::uint64_t>(size - 1)};
  std::string hash(leaf_hash);
  for (const std::string& sibling : proof) {
    if (climb.IsAtRoot()) return false;
    if (climb.SiblingIsLeft()) {
      hash = NodeHash(algorithm, sibling, hash);
      climb.PassLevelsWithoutSibling();
    } else {
      hash = NodeHash(algorithm, hash, sibling);
    }
    climb.Step();
  }
  return climb.IsAtRoot() && hash == root;
}

bool VerifyConsistency(Algorithm algorithm, std::int64_t from, std::string_view from_root, std::int64_t to,
                       std::string_view to_root, std::span<const std::string> proof) {
  if (from < 0 || from > to || from_root.size() != digest::kDigestBytes || !AreHashes(proof)) return false;
  if (to_root.size() != digest::kDigestBytes) return false;
  if (from == to) return proof.empty() && from_root == to_root;
  if (from == 0) return proof.empty() && from_root == EmptyRoot(algorithm);

  Climb climb{.node = static_cast<std::uint64_t>(from - 1), .last = static_cast<std::uint64_t>(to - 1)};
  while ((climb.node & 1) != 0) climb.Step();
  // A tree whose size is a power of two is a node of the later tree, so that the proof leaves its root out.
  const bool is_node = std::has_single_bit(static_cast<std::uint64_t>(from));
  if (!is_node && proof.empty()) return false;
  std::string from_hash(is_node ? from_root : std::string_view(proof.front()));
  std::string to_hash = from_hash;
  for (const std::string& part : proof.subspan(is_node ? 0 : 1)) {
    if (climb.IsAtRoot()) return false;
    if (climb.SiblingIsLeft()) {
      from_hash = NodeHash(algorithm, part, from_hash);
      to_hash = NodeHash(algorithm, part, to_hash);
      climb.PassLevelsWithoutSibling();
    } else {
      to_hash = NodeHash(algorithm, to_hash, part);
    }
    climb.Step();
  }
  return climb.IsAtRoot() && from_hash == from_root && to_hash == to_root;
}

}  // namespace clearbudget::merkle
