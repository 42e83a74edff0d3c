#include "common/ports/effect.h"

#include <utility>

namespace clearbudget::ports {
namespace {

// Cut at the beginning of a character, so that the text stays UTF-8.
std::optional<std::string> Kept(std::optional<std::string> value) {
  if (!value.has_value() || value->size() <= Effect::kLongestValueBytes) return value;
  std::size_t end = Effect::kLongestValueBytes;
  while (end > 0 && (static_cast<unsigned char>((*value)[end]) & 0xC0) == 0x80) --end;
  value->resize(end);
  value->append("…");
  return value;
}

}  // namespace

void Effect::Add(std::string path, std::optional<std::string> before, std::optional<std::string> after) {
  if (before == after) return;
  ++count;
  if (changes.size() == kMostChanges) return;
  changes.push_back({std::move(path), Kept(std::move(before)), Kept(std::move(after))});
}

}  // namespace clearbudget::ports
