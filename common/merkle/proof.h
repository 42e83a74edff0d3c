// Proofs of RFC 9162, made from the kept nodes of a tree. Each reads O(log size) nodes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/merkle/node_reader.h"
#include "common/merkle/tree_hash.h"

namespace clearbudget::merkle {

using Proof = std::vector<std::string>;  // hashes of 32 bytes, in the order of RFC 9162

// The root of the tree's first `size` leaves. Errors: INVALID_ARGUMENT for a negative size; those of the
// reader.
absl::StatusOr<std::string> RootAt(Algorithm algorithm, NodeReader& nodes, std::int64_t size);

// That a leaf lies in the tree of the first `size` leaves: RFC 9162, section 2.1.3.1.
// Errors: INVALID_ARGUMENT unless 0 <= index < size; those of the reader.
absl::StatusOr<Proof> ProveInclusion(Algorithm algorithm, NodeReader& nodes, std::int64_t index,
                                     std::int64_t size);

// That the tree of `to` leaves continues that of `from` leaves: RFC 9162, section 2.1.4.1. Empty where from
// is 0 or equals to. Errors: INVALID_ARGUMENT unless 0 <= from <= to; those of the reader.
absl::StatusOr<Proof> ProveConsistency(Algorithm algorithm, NodeReader& nodes, std::int64_t from,
                                       std::int64_t to);

}  // namespace clearbudget::merkle
