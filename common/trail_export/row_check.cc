#include "common/trail_export/row_check.h"

#include <string>
#include <type_traits>
#include <variant>

#include "common/digest/digest.h"

namespace clearbudget::trail_export {

trail::Leaf LeafOf(const Entry& entry) {
  return std::visit(
      [](const auto& row) -> trail::Leaf {
        if constexpr (std::is_same_v<std::decay_t<decltype(row)>, MissingRow>) {
          return row;
        } else {
          return trail::LeafOf(row);
        }
      },
      entry.row);
}

Link LinkOf(const Entry& entry) {
  trail::Leaf leaf = LeafOf(entry);
  Link link{.aggregate = std::move(leaf.aggregate),
            .change_number = leaf.change_number,
            .previous_hash = std::nullopt,
            .row_hash = std::move(leaf.row_hash)};
  std::visit(
      [&](const auto& row) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(row)>, MissingRow>)
          link.previous_hash = row.previous_hash;
      },
      entry.row);
  return link;
}

std::optional<Finding> RowFault(const Header& header, const Entry& entry) {
  return std::visit(
      [&](const auto& row) -> std::optional<Finding> {
        if constexpr (std::is_same_v<std::decay_t<decltype(row)>, MissingRow>) {
          return Finding{.fault = Fault::kRowMissing};
        } else {
          const std::string hash = trail::RowHashOf(header.hash, row);
          if (hash != row.row_hash) {
            return Finding{.fault = Fault::kRowChanged,
                           .expected = digest::ToHex(row.row_hash),
                           .found = digest::ToHex(hash)};
          }
          if (row.region != header.region) {
            return Finding{.fault = Fault::kOtherRegion, .expected = header.region, .found = row.region};
          }
          return std::nullopt;
        }
      },
      entry.row);
}

}  // namespace clearbudget::trail_export
