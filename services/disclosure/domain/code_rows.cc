#include "services/disclosure/domain/code_rows.h"

#include <algorithm>
#include <set>

namespace clearbudget::disclosure {
namespace {

std::set<std::string> CodesOfRecords(const OutlineCodes& source, const Composition& composition,
                                     const rules::Scope& outer, bool& uncertain) {
  std::set<std::string> codes;
  composition.evaluation.ForEach(source.records, outer, [&](const rules::Scope& record) {
    if (source.where.has_value()) {
      const rules::Result counts = composition.evaluation.Evaluate(*source.where, record);
      const bool* truth = counts.value.AsBool();
      if (truth == nullptr) uncertain = true;
      if (truth == nullptr || !*truth) return;
    }
    const rules::Result field = composition.evaluation.Evaluate(*source.field, record);
    if (const std::string* code = field.value.AsText()) codes.insert(*code);
  });
  std::set<std::string> with_ancestors = codes;
  for (const std::string& code : codes) {
    for (std::string& above : source.list->AncestorsOf(code, composition.year)) {
      with_ancestors.insert(std::move(above));
    }
  }
  return with_ancestors;
}

// Codes of the list that hold in the year.
std::set<std::string> CodesOfList(const OutlineCodes& source, int year) {
  std::set<std::string> codes;
  for (const std::string& code : source.listed) {
    if (source.list->Find(code, year) != nullptr) codes.insert(code);
  }
  return codes;
}

size_t Position(const std::vector<std::string>& listed, const std::string& code) {
  return static_cast<size_t>(std::find(listed.begin(), listed.end(), code) - listed.begin());
}

}  // namespace

RowCodes CodesOf(const OutlineCodes& source, const Composition& composition, const rules::Scope& outer) {
  RowCodes rows;
  const std::set<std::string> codes = source.every_code
                                          ? CodesOfList(source, composition.year)
                                          : CodesOfRecords(source, composition, outer, rows.uncertain);
  for (const std::string& code : codes) {
    const int level = source.list->LevelOf(code, composition.year).value_or(0);
    if (std::find(source.levels.begin(), source.levels.end(), level) == source.levels.end()) continue;
    rows.codes.push_back({code, composition.code_names.NameOf(source.list->id(), code).value_or(""), level});
  }
  if (!source.list->has_prefix_levels()) {
    std::stable_sort(rows.codes.begin(), rows.codes.end(), [&](const RowCode& left, const RowCode& right) {
      return Position(source.listed, left.code) < Position(source.listed, right.code);
    });
  }
  return rows;
}

}  // namespace clearbudget::disclosure
