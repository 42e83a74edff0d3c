#include "services/submission/domain/agency_effect.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace clearbudget::submission {
namespace {

using Facts = std::map<std::string, std::string>;

void Put(std::string path, const std::string& text, Facts& facts) {
  if (!text.empty()) facts.emplace(std::move(path), text);
}

void Put(std::string path, std::optional<int32_t> number, Facts& facts) {
  if (number.has_value()) facts.emplace(std::move(path), fmt::format("{}", *number));
}

// All that an agency's record states, by path.
Facts FactsOf(const Agency& agency) {
  Facts facts;
  for (const AgencyAttributes& entry : agency.attributes) {
    const std::string place = fmt::format("attributes[{}].", entry.valid_from.ToText());
    Put(place + "valid_from", entry.valid_from.ToText(), facts);
    Put(place + "parent", entry.parent, facts);
    Put(place + "full_name", entry.full_name, facts);
    Put(place + "short_name", entry.short_name, facts);
    Put(place + "nature", entry.nature, facts);
    Put(place + "rank", entry.rank, facts);
    Put(place + "funding_mode", entry.funding_mode, facts);
    Put(place + "region_name", entry.region_name, facts);
    Put(place + "social_credit_code", entry.social_credit_code, facts);
    Put(place + "staff_in_service", entry.staff_in_service, facts);
    Put(place + "staff_retired", entry.staff_retired, facts);
  }
  Put("source.source_system", agency.source.source_system, facts);
  Put("source.external_id", agency.source.external_id, facts);
  Put("source.document_number", agency.source.document_number, facts);
  Put("source.document_title", agency.source.document_title, facts);
  return facts;
}

}  // namespace

ports::Effect EffectOn(const Agency* before, const Agency& after) {
  ports::Effect effect;
  Facts old = before == nullptr ? Facts() : FactsOf(*before);
  for (auto& [path, value] : FactsOf(after)) {
    const auto found = old.find(path);
    const bool known = found != old.end();
    effect.Add(path, known ? std::optional(found->second) : std::nullopt, value);
    if (known) old.erase(found);
  }
  for (auto& [path, value] : old) effect.Add(path, value, std::nullopt);
  return effect;
}

}  // namespace clearbudget::submission
