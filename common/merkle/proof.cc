#include "common/merkle/proof.h"

#include <bit>
#include <utility>

#include "absl/status/status.h"

namespace clearbudget::merkle {
namespace {

// The hash over the leaves [begin, end), end > begin, where begin is a multiple of the least power of two
// that is not below end - begin; so are all ranges that splitting a tree gives.
absl::StatusOr<std::string> RangeHash(Algorithm algorithm, NodeReader& nodes, std::int64_t begin,
                                      std::int64_t end) {
  const std::int64_t size = end - begin;
  if (std::has_single_bit(static_cast<std::uint64_t>(size))) {
    const int level = std::countr_zero(static_cast<std::uint64_t>(size));
    return nodes.Node(level, begin >> level);
  }
  const std::int64_t middle = begin + SplitOf(size);
  absl::StatusOr<std::string> left = RangeHash(algorithm, nodes, begin, middle);
  if (!left.ok()) return left;
  absl::StatusOr<std::string> right = RangeHash(algorithm, nodes, middle, end);
  if (!right.ok()) return right;
  return NodeHash(algorithm, *left, *right);
}

struct Range {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

// The proof's ranges are found from the root downwards and stand in it from the leaves upwards.
absl::StatusOr<Proof> HashesUpwards(Algorithm algorithm, NodeReader& nodes,
                                    const std::vector<Range>& downwards) {
  Proof proof;
  for (auto range = downwards.rbegin(); range != downwards.rend(); ++range) {
    absl::StatusOr<std::string> hash = RangeHash(algorithm, nodes, range->begin, range->end);
    if (!hash.ok()) return hash.status();
    proof.push_back(*std::move(hash));
  }
  return proof;
}

}  // namespace

absl::StatusOr<std::string> RootAt(Algorithm algorithm, NodeReader& nodes, std::int64_t size) {
  if (size < 0) return absl::InvalidArgumentError("a tree has no negative size");
  if (size == 0) return EmptyRoot(algorithm);
  return RangeHash(algorithm, nodes, 0, size);
}

absl::StatusOr<Proof> ProveInclusion(Algorithm algorithm, NodeReader& nodes, std::int64_t index,
                                     std::int64_t size) {
  if (index < 0 || index >= size) return absl::InvalidArgumentError("the tree has no such leaf");
  std::vector<Range> siblings;
  Range range{.begin = 0, .end = size};
  while (range.end - range.begin > 1) {
    const std::int64_t middle = range.begin + SplitOf(range.end - range.begin);
    if (index < middle) {
      siblings.push_back({.begin = middle, .end = range.end});
      range.end = middle;
    } else {
      siblings.push_back({.begin = range.begin, .end = middle});
      range.begin = middle;
    }
  }
  return HashesUpwards(algorithm, nodes, siblings);
}

absl::StatusOr<Proof> ProveConsistency(Algorithm algorithm, NodeReader& nodes, std::int64_t from,
                                       std::int64_t to) {
  if (from < 0 || from > to)
    return absl::InvalidArgumentError("a log grows from a size to one that is not less");
  if (from == 0 || from == to) return Proof();
  std::vector<Range> parts;
  Range range{.begin = 0, .end = to};
  // Down to the part that ends where the older tree ended.
  while (range.end != from) {
    const std::int64_t middle = range.begin + SplitOf(range.end - range.begin);
    if (from <= middle) {
      parts.push_back({.begin = middle, .end = range.end});
      range.end = middle;
    } else {
      parts.push_back({.begin = range.begin, .end = middle});
      range.begin = middle;
    }
  }
  // Where that part is the whole older tree, the verifier has its hash already.
  if (range.begin != 0) parts.push_back(range);
  return HashesUpwards(algorithm, nodes, parts);
}

}  // namespace clearbudget::merkle
