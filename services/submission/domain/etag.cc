#include "services/submission/domain/etag.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace clearbudget::submission {
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

std::string Mark(std::string_view name, int64_t revision, int64_t change_number) {
  return fmt::format("{:016x}", HashOf(fmt::format("{} {} {}", name, revision, change_number)));
}

}  // namespace

std::string EtagOf(const BudgetHead& head) {
  return Mark(head.name.ToText(), head.latest_revision, head.change_number);
}

std::string EtagOf(const Agency& agency) {
  return Mark(agency.name.ToText(), 0, agency.change_number);
}

}  // namespace clearbudget::submission
