// The Merkle tree of RFC 9162, section 2.1 (the same as that of RFC 6962): how leaves and inner nodes are
// hashed. All hashes are 32 raw bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "common/digest/digest.h"

namespace clearbudget::merkle {

using digest::Algorithm;

// The hash of a byte 0 and the data. The byte differs from that of inner nodes, so that no inner node can be
// shown as a leaf.
std::string LeafHash(Algorithm algorithm, std::string_view data);

// The hash of a byte 1 and both children.
std::string NodeHash(Algorithm algorithm, std::string_view left, std::string_view right);

// The root of a tree without leaves: the hash of nothing.
std::string EmptyRoot(Algorithm algorithm);

// The root over the hashes of all leaves, computed from nothing else: for whoever holds them all.
std::string RootOf(Algorithm algorithm, std::span<const std::string> leaf_hashes);

// The greatest power of two below `size`, which is at least 2: where a tree of that size is split.
std::int64_t SplitOf(std::int64_t size);

}  // namespace clearbudget::merkle
