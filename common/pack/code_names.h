// Names of codes in a year, by the lists of a pack.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/pack/compiled_pack.h"
#include "common/rules/code_names.h"

namespace clearbudget::pack {

// The pack must outlive it.
class PackCodeNames : public rules::CodeNames {
 public:
  PackCodeNames(const CompiledPack& pack, int year) : pack_(pack), year_(year) {}

  std::optional<std::string> NameOf(std::string_view list_id, std::string_view code) const override;

 private:
  const CompiledPack& pack_;
  int year_;
};

}  // namespace clearbudget::pack
