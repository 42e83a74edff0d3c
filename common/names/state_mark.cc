#include "common/names/state_mark.h"

#include <fmt/format.h>

namespace clearbudget::names {
namespace {

// FNV-1a with 64 bits.
uint64_t HashOf(std::string_view text) {
  uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash;
}

}  // namespace

std::string StateMark(std::string_view name, int64_t revision, int64_t change_number) {
  return fmt::format("{:016x}", HashOf(fmt::format("{} {} {}", name, revision, change_number)));
}

}  // namespace clearbudget::names
