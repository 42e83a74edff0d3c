#include "common/pack/resolver.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/pack/pack_parts.h"

namespace clearbudget::pack {
namespace {

using v1::Pack;

absl::Status At(const PackText& pack, std::string_view kind, std::string_view id, std::string_view problem) {
  const auto place = pack.locations.find(LocationKey(kind, id));
  return absl::InvalidArgumentError(
      fmt::format("{}: {} '{}': {}", place == pack.locations.end() ? pack.content.id() : place->second, kind,
                  id, problem));
}

template <class Parts, class IdOf>
auto FindPart(Parts* parts, const std::string& id, IdOf id_of) {
  return std::find_if(parts->begin(), parts->end(), [&](const auto& part) { return id_of(part) == id; });
}

// Replaces parts of the same id where they stand, and appends the others.
template <class Parts, class IdOf>
void ReplaceOrAdd(const Parts& from, Parts* into, IdOf id_of) {
  for (const auto& part : from) {
    const auto found = FindPart(into, id_of(part), id_of);
    if (found == into->end()) {
      *into->Add() = part;
    } else {
      *found = part;
    }
  }
}

// Appends parts, and gives the id of the first that is there already, or nullptr.
template <class Parts, class IdOf>
const std::string* AddNew(const Parts& from, Parts* into, IdOf id_of) {
  for (const auto& part : from) {
    if (FindPart(into, id_of(part), id_of) != into->end()) return &id_of(part);
    *into->Add() = part;
  }
  return nullptr;
}

constexpr auto kById = [](const auto& part) -> const std::string& { return part.id(); };
constexpr auto kByName = [](const auto& part) -> const std::string& { return part.name(); };
constexpr auto kByKey = [](const auto& part) -> const std::string& { return part.key(); };

absl::Status ChangeRules(const PackText& pack, Pack& resolved) {
  for (const v1::RuleChange& change : pack.content.rule_changes()) {
    const auto rule = FindPart(resolved.mutable_rules(), change.rule_id(), kById);
    if (rule == resolved.mutable_rules()->end()) {
      return At(pack, "rule_changes", change.rule_id(), "the parent has no such rule");
    }
    if (change.reason().empty()) return At(pack, "rule_changes", change.rule_id(), "a reason is expected");
    if (change.waived()) {
      resolved.mutable_rules()->erase(rule);
      continue;
    }
    // Severities count from the gravest, so that a tightened one is a smaller number.
    if (change.tightened_severity() == clearbudget::type::v1::SEVERITY_UNSPECIFIED ||
        change.tightened_severity() > rule->severity()) {
      return At(pack, "rule_changes", change.rule_id(),
                "a severity at least as grave as the parent's is expected");
    }
    rule->set_severity(change.tightened_severity());
  }
  return absl::OkStatus();
}

absl::Status AddToLists(const PackText& pack, Pack& resolved) {
  for (const v1::ClassificationList& addition : pack.content.list_additions()) {
    const auto list = FindPart(resolved.mutable_lists(), addition.id(), kById);
    if (list == resolved.mutable_lists()->end()) {
      return At(pack, "list_additions", addition.id(), "the parent has no such list");
    }
    // A code that is written again is replaced with all the years it had.
    for (const v1::ClassificationEntry& entry : addition.entries()) {
      auto* entries = list->mutable_entries();
      entries->erase(std::remove_if(entries->begin(), entries->end(),
                                    [&](const auto& old) { return old.code() == entry.code(); }),
                     entries->end());
    }
    list->mutable_entries()->MergeFrom(addition.entries());
    list->mutable_patterns()->MergeFrom(addition.patterns());
  }
  return absl::OkStatus();
}

// What a pack states of itself goes before what its parent states, but for region and years, which are its
// own.
void LayHeadOver(const Pack& pack, Pack& resolved) {
  resolved.set_id(pack.id());
  resolved.set_title(pack.title());
  resolved.clear_parent();
  resolved.set_region_prefix(pack.region_prefix());
  resolved.set_first_year(pack.first_year());
  resolved.set_last_year(pack.last_year());
  const auto over = [](const std::string& own, std::string* inherited) {
    if (!own.empty()) *inherited = own;
  };
  over(pack.not_stated_text(), resolved.mutable_not_stated_text());
  over(pack.insufficient_data_text(), resolved.mutable_insufficient_data_text());
  over(pack.demonstration_text(), resolved.mutable_demonstration_text());
  over(pack.default_scoring_scheme(), resolved.mutable_default_scoring_scheme());
  over(pack.default_outline(), resolved.mutable_default_outline());
}

constexpr size_t kMostAncestors = 8;

absl::StatusOr<ResolvedText> ResolveBelow(const std::string& id, const FindPack& find,
                                          std::vector<std::string>& descendants) {
  if (std::find(descendants.begin(), descendants.end(), id) != descendants.end()) {
    return absl::InvalidArgumentError(fmt::format("pack '{}' stands on itself", id));
  }
  if (descendants.size() > kMostAncestors) {
    return absl::InvalidArgumentError(fmt::format("pack '{}' has more than {} parents", id, kMostAncestors));
  }
  absl::StatusOr<PackText> pack = find(id);
  if (!pack.ok()) return pack.status();
  if (pack->content.id() != id) {
    return absl::InvalidArgumentError(
        fmt::format("the folder '{}' holds the pack '{}'; both must have one name", id, pack->content.id()));
  }
  ResolvedText parent;
  if (!pack->content.parent().empty()) {
    descendants.push_back(id);
    absl::StatusOr<ResolvedText> found = ResolveBelow(pack->content.parent(), find, descendants);
    if (!found.ok()) return found.status();
    parent = *std::move(found);
    parent.ancestors.insert(parent.ancestors.begin(), pack->content.parent());
  }
  return LayOver(*pack, parent);
}

}  // namespace

absl::StatusOr<ResolvedText> LayOver(const PackText& pack, const ResolvedText& parent) {
  ResolvedText result = parent;
  Pack& resolved = result.content;
  LayHeadOver(pack.content, resolved);
  ReplaceOrAdd(pack.content.lists(), resolved.mutable_lists(), kById);
  ReplaceOrAdd(pack.content.definitions(), resolved.mutable_definitions(), kByName);
  ReplaceOrAdd(pack.content.tables(), resolved.mutable_tables(), kByKey);
  ReplaceOrAdd(pack.content.outlines(), resolved.mutable_outlines(), kById);
  if (absl::Status status = ChangeRules(pack, resolved); !status.ok()) return status;
  if (absl::Status status = AddToLists(pack, resolved); !status.ok()) return status;
  constexpr std::string_view kTaken = "the parent has one of this id, which keeps its meaning for ever";
  if (const std::string* id = AddNew(pack.content.rules(), resolved.mutable_rules(), kById)) {
    return At(pack, "rules", *id, kTaken);
  }
  if (const std::string* id =
          AddNew(pack.content.scoring_schemes(), resolved.mutable_scoring_schemes(), kById)) {
    return At(pack, "scoring_schemes", *id, kTaken);
  }
  if (const std::string* id =
          AddNew(pack.content.grading_schemes(), resolved.mutable_grading_schemes(), kById)) {
    return At(pack, "grading_schemes", *id, kTaken);
  }
  for (const auto& [key, place] : pack.locations) result.locations[key] = place;
  return result;
}

absl::StatusOr<ResolvedText> Resolve(const std::string& id, const FindPack& find) {
  std::vector<std::string> descendants;
  return ResolveBelow(id, find, descendants);
}

}  // namespace clearbudget::pack
