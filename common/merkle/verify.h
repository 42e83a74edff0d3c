// The checking of proofs, which may come from anybody. False for whatever does not hold, malformed input
// included.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "common/merkle/tree_hash.h"

namespace clearbudget::merkle {

// RFC 9162, section 2.1.3.2.
[[nodiscard]] bool VerifyInclusion(Algorithm algorithm, std::string_view leaf_hash, std::int64_t index,
                                   std::int64_t size, std::span<const std::string> proof,
                                   std::string_view root);

// RFC 9162, section 2.1.4.2. Every tree continues the empty one, and itself, by the empty proof.
[[nodiscard]] bool VerifyConsistency(Algorithm algorithm, std::int64_t from, std::string_view from_root,
                                     std::int64_t to, std::string_view to_root,
                                     std::span<const std::string> proof);

}  // namespace clearbudget::merkle
