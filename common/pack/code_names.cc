#include "common/pack/code_names.h"

namespace clearbudget::pack {

std::optional<std::string> PackCodeNames::NameOf(std::string_view list_id, std::string_view code) const {
  const classification::ClassificationList* list = pack_.FindList(list_id);
  if (list == nullptr) return std::nullopt;
  const classification::ClassificationEntry* entry = list->Find(code, year_);
  if (entry == nullptr) return std::nullopt;
  return entry->name;
}

}  // namespace clearbudget::pack
