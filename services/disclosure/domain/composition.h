// What the parts of the composer share while one document is composed.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/rules/evaluation.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// The words of a pack for what is not there.
struct Wording {
  std::string not_stated;         // In a text, such as 未列示.
  std::string insufficient_data;  // In a table, such as 资料不足.
};

// Ids that are given out, and the places where the document says that data are missing.
class DocumentRegister {
 public:
  // `base` itself at its first use, then base-2, base-3, ...
  std::string UniqueId(std::string_view base);

  void AddMissing(std::string place) { missing_places_.push_back(std::move(place)); }
  const std::vector<std::string>& missing_places() const { return missing_places_; }

 private:
  std::unordered_map<std::string, int> used_ids_;
  std::vector<std::string> missing_places_;
};

// One outline over one content.
struct Composition {
  rules::Evaluation& evaluation;
  const rules::CodeNames& code_names;
  const Wording& wording;
  int year = 0;  // The year whose codes hold.
  DocumentRegister& document;
};

// True where the condition holds; a condition that is not stated or cannot be computed does not hold.
bool Holds(const Condition& condition, const Composition& composition, const rules::Scope& scope);

}  // namespace clearbudget::disclosure
