#include "common/trail_export/chain_check.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "common/digest/digest.h"
#include "common/trail/record.h"

namespace clearbudget::trail_export {

std::optional<ChainCheck::Break> ChainCheck::Take(Link link) {
  Last& last = last_.try_emplace(std::move(link.aggregate), Last{0, trail::ChainStart()}).first->second;
  const std::int64_t number = link.change_number;
  // An export may state any number; none follows the greatest.
  const bool is_greatest = last.change_number == std::numeric_limits<std::int64_t>::max();
  const std::int64_t next = is_greatest ? last.change_number : last.change_number + 1;
  std::optional<Break> broken;
  if (whole_ ? number != next : number < next) {
    broken =
        Break{Fault::kRowNumber, fmt::format("{}{}", whole_ ? "" : ">= ", next), fmt::format("{}", number)};
  } else if (number > next || !link.previous_hash.has_value()) {
    ++unlinked_;
  } else if (*link.previous_hash != last.row_hash) {
    broken = Break{Fault::kRowLink, digest::ToHex(last.row_hash), digest::ToHex(*link.previous_hash)};
  }
  last = Last{number, std::move(link.row_hash)};
  return broken;
}

}  // namespace clearbudget::trail_export
