#include "common/trail_store/folding_audit_log.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string_view>
#include <utility>

#include "common/names/resource_name.h"
#include "common/storage/audit_log.h"
#include "common/storage/statement.h"

namespace clearbudget::trail_store {
namespace {

constexpr std::int64_t kMicrosecondsOfAMinute = 60'000'000;

// The code of the region that a resource name begins with; empty where it begins with none.
std::string RegionCodeOf(std::string_view name) {
  const std::size_t first = name.find('/');
  if (first == std::string_view::npos) return {};
  const auto region = names::ParseRegionName(name.substr(0, name.find('/', first + 1)));
  return region.ok() ? region->region : std::string();
}

// Whether somebody of the region has done anything in this store.
absl::StatusOr<bool> KnowsRegion(storage::SqliteDatabase& database, std::string_view region) {
  auto statement = database.Prepare(
      "SELECT 1 FROM operations WHERE region = ?1 UNION ALL SELECT 1 FROM audit_events WHERE region = ?1 "
      "LIMIT 1");
  if (!statement.ok()) return statement.status();
  statement->BindText(1, region);
  return statement->Step();
}

std::int64_t MinuteOf(std::int64_t microseconds) {
  return microseconds / kMicrosecondsOfAMinute;
}

}  // namespace

FoldingAuditLog::Row FoldingAuditLog::RowOf(const ports::AuditEvent& event) {
  Row row;
  trail::AuditContent& content = row.content;
  static_cast<trail::Actor&>(content) = trail::ActorOf(event.caller, event.client_address);
  std::string caller_region = RegionCodeOf(event.caller.region);
  row.caller_region = caller_region.empty() ? std::string(trail::kNoRegion) : std::move(caller_region);
  content.region = RegionCodeOf(event.resource);
  if (content.region.empty()) content.region = row.caller_region;
  content.method = event.method;
  content.resource = event.resource;
  content.request_id = event.request_id;
  content.first_time = event.time;
  content.last_time = event.time;
  if (event.kind == ports::AuditEvent::Kind::kRead) {
    content.kind = trail::AuditKind::kRead;
  } else {
    content.kind = trail::AuditKind::kRefusal;
    content.code = event.code;
    content.reason = event.reason;
  }
  return row;
}

FoldingAuditLog::Key FoldingAuditLog::KeyOf(const Row& row) {
  const trail::AuditContent& content = row.content;
  return {std::string(trail::AuditKindName(content.kind)),
          content.region,
          row.caller_region,
          content.caller,
          content.person,
          content.agency,
          content.roles,
          content.delegator,
          content.delegation,
          content.client_address,
          content.method,
          content.resource,
          content.code,
          content.reason};
}

absl::Status FoldingAuditLog::Record(const ports::AuditEvent& event) {
  Row row = RowOf(event);
  Key key = KeyOf(row);
  if (CountRepeat(key, row)) return absl::OkStatus();
  if (row.content.kind == trail::AuditKind::kRefusal && IsOneTooMany(row.content)) {
    row.content.resource.clear();
    row.content.region = row.caller_region;
    key = KeyOf(row);
    if (CountRepeat(key, row)) return absl::OkStatus();
  }
  // Two equal ones at once both come here and have a row each; counting one before the other is durable could
  // lose both.
  if (absl::Status written = Write({row}); !written.ok()) return written;
  CountFrom(key, row);
  return absl::OkStatus();
}

bool FoldingAuditLog::IsOneTooMany(const trail::AuditContent& refusal) {
  const std::lock_guard lock(mutex_);
  const std::int64_t minute = MinuteOf(refusal.first_time);
  if (minute > refusals_minute_) {
    refusals_minute_ = minute;
    refusals_of_caller_.clear();
  }
  const bool is_full =
      refusals_of_caller_.size() >= kMostCounted && !refusals_of_caller_.contains(refusal.caller);
  return is_full || ++refusals_of_caller_[refusal.caller] > kMostNamedRefusals;
}

bool FoldingAuditLog::CountRepeat(const Key& key, const Row& row) {
  const std::lock_guard lock(mutex_);
  const auto found = counted_.find(key);
  if (found == counted_.end() || found->second.minute != MinuteOf(row.content.first_time)) return false;
  trail::AuditContent& repeats = found->second.repeats.content;
  if (repeats.count == 0) {
    found->second.repeats = row;
    return true;
  }
  ++repeats.count;
  repeats.first_time = std::min(repeats.first_time, row.content.first_time);
  repeats.last_time = std::max(repeats.last_time, row.content.last_time);
  return true;
}

void FoldingAuditLog::CountFrom(const Key& key, const Row& row) {
  const std::lock_guard lock(mutex_);
  const std::int64_t minute = MinuteOf(row.content.first_time);
  const auto found = counted_.find(key);
  if (found == counted_.end() && counted_.size() >= kMostCounted) return;
  Counted& counted = found == counted_.end() ? counted_[key] : found->second;
  const bool is_counted_by_another = found != counted_.end() && counted.minute == minute;
  if (is_counted_by_another) return;
  if (found != counted_.end() && counted.repeats.content.count > 0)
    waiting_.push_back(std::move(counted.repeats));
  counted.minute = minute;
  counted.repeats = {};
  counted.repeats.content.count = 0;
}

absl::Status FoldingAuditLog::Flush(bool all) {
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::microseconds>(clock_.Now().time_since_epoch()).count();
  std::vector<Row> over;
  {
    const std::lock_guard lock(mutex_);
    over = std::exchange(waiting_, {});
    for (auto entry = counted_.begin(); entry != counted_.end();) {
      if (!all && entry->second.minute >= MinuteOf(now)) {
        ++entry;
        continue;
      }
      if (entry->second.repeats.content.count > 0) over.push_back(std::move(entry->second.repeats));
      entry = counted_.erase(entry);
    }
  }
  if (over.empty()) return absl::OkStatus();
  absl::Status written = Write(over);
  if (written.ok()) return written;
  const std::lock_guard lock(mutex_);
  waiting_.insert(waiting_.end(), std::make_move_iterator(over.begin()), std::make_move_iterator(over.end()));
  return written;
}

absl::Status FoldingAuditLog::Write(const std::vector<Row>& rows) {
  return writer_.Submit([&](storage::SqliteDatabase& database) -> absl::Status {
    for (const Row& row : rows) {
      trail::AuditContent content = row.content;
      if (content.region != row.caller_region) {
        const absl::StatusOr<bool> known = KnowsRegion(database, content.region);
        if (!known.ok()) return known.status();
        if (!*known) content.region = row.caller_region;
      }
      const auto written = storage::AppendAuditEvent(database, content);
      if (!written.ok()) return written.status();
    }
    return absl::OkStatus();
  });
}

}  // namespace clearbudget::trail_store
