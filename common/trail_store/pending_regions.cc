#include "common/trail_store/pending_regions.h"

#include <array>
#include <optional>
#include <string_view>

#include "common/trail_store/log_rows.h"

namespace clearbudget::trail_store {
namespace {

// The first region behind another of one table; absent behind the last. MIN of the key's first column makes
// one step in the index.
absl::StatusOr<std::optional<std::string>> RegionBehind(storage::SqliteDatabase& database,
                                                        std::string_view select, std::string_view region) {
  auto statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->BindText(1, region).Step();
  if (!row.ok()) return row.status();
  return *row ? statement->OptionalText(0) : std::nullopt;
}

absl::StatusOr<bool> Exists(storage::SqliteDatabase& database, std::string_view select,
                            std::string_view region, std::int64_t after_position) {
  auto statement = database.Prepare(select);
  if (!statement.ok()) return statement.status();
  return statement->BindText(1, region).BindInt64(2, after_position).Step();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> AllRegions(storage::SqliteDatabase& database) {
  constexpr std::array<std::string_view, 2> kNext = {
      "SELECT MIN(region) FROM operations WHERE region > ?1",
      "SELECT MIN(region) FROM audit_events WHERE region > ?1"};
  std::vector<std::string> regions;
  std::string last;
  while (true) {
    std::optional<std::string> next;
    for (const std::string_view select : kNext) {
      absl::StatusOr<std::optional<std::string>> found = RegionBehind(database, select, last);
      if (!found.ok()) return found.status();
      if (found->has_value() && (!next.has_value() || **found < *next)) next = **found;
    }
    if (!next.has_value()) return regions;
    last = *next;
    regions.push_back(*std::move(next));
  }
}

absl::StatusOr<bool> HasNewRows(storage::SqliteDatabase& database, const std::string& region) {
  const absl::StatusOr<LogState> state = ReadLog(database, region);
  if (!state.ok()) return state.status();
  const absl::StatusOr<std::int64_t> last = LastPosition(database, region, state->size);
  if (!last.ok()) return last.status();
  const absl::StatusOr<bool> operations = Exists(
      database, "SELECT 1 FROM operations WHERE region = ?1 AND store_position > ?2 LIMIT 1", region, *last);
  if (!operations.ok() || *operations) return operations;
  return Exists(database, "SELECT 1 FROM audit_events WHERE region = ?1 AND store_position > ?2 LIMIT 1",
                region, *last);
}

}  // namespace clearbudget::trail_store
