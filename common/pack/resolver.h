// A pack with what it takes from its parents.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/pack/pack_text.h"

namespace clearbudget::pack {

struct ResolvedText {
  clearbudget::pack::v1::Pack content;  // Its parent, rule_changes and list_additions are resolved and empty.
  Locations locations;
  std::vector<std::string> ancestors;  // Nearest first.
};

// Lays a pack over its resolved parent: lists, definitions, tables and outlines replace those of the same id,
// rules and schemes are added, rules of the parent are tightened or waived by name. Errors: INVALID_ARGUMENT
// with the place of what does not fit: a rule or scheme of the parent's id, a change of a rule that the
// parent does not have, that loosens it or that gives no reason, additions to a list that the parent does not
// have.
absl::StatusOr<ResolvedText> LayOver(const PackText& pack, const ResolvedText& parent);

// Finds a pack of an id as written. Errors: NOT_FOUND.
using FindPack = std::function<absl::StatusOr<PackText>(const std::string& id)>;

// Resolves a pack with all its parents. Errors: as FindPack and LayOver; INVALID_ARGUMENT for parents in a
// circle.
absl::StatusOr<ResolvedText> Resolve(const std::string& id, const FindPack& find);

}  // namespace clearbudget::pack
