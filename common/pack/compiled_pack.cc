#include "common/pack/compiled_pack.h"

#include <fmt/format.h>

#include <utility>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/classification/classification_problems.h"
#include "common/contract/catalogue_builder.h"
#include "common/pack/pack_digest.h"
#include "common/pack/rule_source.h"

namespace clearbudget::pack {
namespace {

std::string PlaceOf(const Locations& locations, std::string_view kind, std::string_view id) {
  const auto place = locations.find(LocationKey(kind, id));
  return place == locations.end() ? fmt::format("{} '{}'", kind, id)
                                  : fmt::format("{}: {} '{}'", place->second, kind, id);
}

classification::ClassificationSource SourceOf(const v1::ClassificationList& list) {
  classification::ClassificationSource source{
      .id = list.id(), .title = list.title(), .closed = list.closed()};
  source.level_lengths.assign(list.level_lengths().begin(), list.level_lengths().end());
  source.patterns.assign(list.patterns().begin(), list.patterns().end());
  for (const v1::ClassificationEntry& entry : list.entries()) {
    source.entries.push_back({.code = entry.code(),
                              .name = entry.name(),
                              .parent = entry.parent(),
                              .valid_from = entry.valid_from(),
                              .valid_to = entry.valid_to(),
                              .printed_name = entry.printed_name(),
                              .verified = entry.verified()});
  }
  return source;
}

rules::Environment EnvironmentOf(const facts::Catalogue& catalogue, const v1::Pack& content) {
  rules::Environment environment;
  environment.root = catalogue.root();
  environment.parameters = {{"year", rules::ValueType::Number(9999, 0)},
                            {"agency_full_name", rules::ValueType::Text()},
                            {"agency_short_name", rules::ValueType::Text()},
                            {"region_name", rules::ValueType::Text()},
                            {"demonstration", rules::ValueType::Bool()}};
  for (const v1::ClassificationList& list : content.lists()) {
    environment.level_lengths[list.id()].assign(list.level_lengths().begin(), list.level_lengths().end());
  }
  return environment;
}

rules::Value TextOrBlank(const std::string& text) {
  return text.empty() ? rules::Value() : rules::Value::Text(text);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const facts::Catalogue>> ContentCatalogue() {
  static const auto* const catalogue = [] {
    return new absl::StatusOr<std::unique_ptr<const facts::Catalogue>>(
        contract::BuildCatalogue(*clearbudget::budget::v1::BudgetContent::descriptor()));
  }();
  if (!catalogue->ok()) return catalogue->status();
  return std::shared_ptr<const facts::Catalogue>(std::shared_ptr<const facts::Catalogue>(),
                                                 (*catalogue)->get());
}

std::vector<rules::Value> Parameters::ToValues() const {
  return {rules::Value::Number(money::Ratio::FromInteger(year)), TextOrBlank(agency_full_name),
          TextOrBlank(agency_short_name), TextOrBlank(region_name), rules::Value::Bool(demonstration)};
}

const classification::ClassificationList* CompiledPack::FindList(std::string_view id) const {
  const auto found = lists_.find(id);
  return found == lists_.end() ? nullptr : &found->second;
}

absl::Status CompiledPack::CompileLists(const Locations& locations) {
  std::vector<std::string> problems;
  for (const v1::ClassificationList& list : content_.lists()) {
    classification::ClassificationSource source = SourceOf(list);
    for (const auto& problem : classification::FindProblems(source)) {
      const std::string code = problem.entry ? fmt::format(" ({})", source.entries[*problem.entry].code) : "";
      problems.push_back(
          fmt::format("{}{}: {}", PlaceOf(locations, "lists", list.id()), code, problem.message));
    }
    absl::StatusOr<classification::ClassificationList> built =
        classification::ClassificationList::Build(std::move(source));
    if (built.ok()) lists_.emplace(list.id(), *std::move(built));
  }
  if (problems.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(fmt::format("{}", fmt::join(problems, "\n")));
}

absl::Status CompiledPack::CompileRules(const Locations& locations) {
  std::vector<rules::Definition> definitions;
  for (const v1::Definition& definition : content_.definitions()) {
    definitions.push_back({definition.name(), definition.expression()});
  }
  absl::StatusOr<std::shared_ptr<const rules::Vocabulary>> vocabulary =
      rules::Vocabulary::Make(EnvironmentOf(*catalogue_, content_), definitions);
  if (!vocabulary.ok()) {
    return absl::InvalidArgumentError(
        fmt::format("{}: definitions: {}", id(), std::string(vocabulary.status().message())));
  }
  // Each rule is compiled alone first, so that all that are wrong are told at once.
  std::vector<std::string> problems;
  std::vector<rules::RuleSource> sources;
  for (const v1::Rule& rule : content_.rules()) {
    absl::StatusOr<rules::RuleSource> source = RuleSourceOf(rule);
    absl::Status status = source.status();
    if (status.ok()) status = rules::Rule::Compile(**vocabulary, *source).status();
    if (!status.ok()) {
      problems.push_back(
          fmt::format("{}: {}", PlaceOf(locations, "rules", rule.id()), std::string(status.message())));
    } else if (source->stage == rules::Stage::kBudget) {
      sources.push_back(*std::move(source));
    }
  }
  if (!problems.empty()) return absl::InvalidArgumentError(fmt::format("{}", fmt::join(problems, "\n")));
  absl::StatusOr<rules::RuleSet> compiled = rules::RuleSet::Compile(*vocabulary, std::move(sources));
  if (!compiled.ok()) return compiled.status();
  rules_ = std::make_unique<const rules::RuleSet>(*std::move(compiled));
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const CompiledPack>> CompiledPack::Compile(
    v1::Pack content, const Locations& locations, std::vector<std::string> ancestors) {
  absl::StatusOr<std::shared_ptr<const facts::Catalogue>> catalogue = ContentCatalogue();
  if (!catalogue.ok()) return catalogue.status();
  std::shared_ptr<CompiledPack> pack(new CompiledPack());
  pack->content_ = std::move(content);
  pack->digest_ = PackDigest(pack->content_);
  pack->ancestors_ = std::move(ancestors);
  pack->catalogue_ = *std::move(catalogue);
  if (absl::Status status = pack->CompileLists(locations); !status.ok()) return status;
  if (absl::Status status = pack->CompileRules(locations); !status.ok()) return status;
  return std::shared_ptr<const CompiledPack>(std::move(pack));
}

}  // namespace clearbudget::pack
