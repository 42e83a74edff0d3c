#include "common/trail_store/folding_audit_log.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string_view>
#include <utility>

#include "common/names/resource_name.h"
#include "common/storage/audit_log.h"

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

// Where the event belongs: to the region of the resource, whose auditors want to know, or else to the
// caller's.
std::string RegionOf(const ports::AuditEvent& event) {
  std::string region = RegionCodeOf(event.resource);
  if (region.empty()) region = RegionCodeOf(event.caller.region);
  return region.empty() ? std::string(trail::kNoRegion) : region;
}

trail::AuditContent ContentOf(const ports::AuditEvent& event) {
  trail::AuditContent content;
  static_cast<trail::Actor&>(content) = trail::ActorOf(event.caller, event.client_address);
  content.region = RegionOf(event);
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
  return content;
}

std::int64_t MinuteOf(std::int64_t microseconds) {
  return microseconds / kMicrosecondsOfAMinute;
}

}  // namespace

absl::Status FoldingAuditLog::Record(const ports::AuditEvent& event) {
  trail::AuditContent content = ContentOf(event);
  const Key key = {std::string(trail::AuditKindName(content.kind)),
                   content.region,
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
  if (CountRepeat(key, content)) return absl::OkStatus();
  // Two equal ones at once both come here and have a row each; counting one before the other is durable could
  // lose both.
  if (absl::Status written = Write({content}); !written.ok()) return written;
  CountFrom(key, content);
  return absl::OkStatus();
}

bool FoldingAuditLog::CountRepeat(const Key& key, const trail::AuditContent& content) {
  const std::lock_guard lock(mutex_);
  const auto found = counted_.find(key);
  if (found == counted_.end() || found->second.minute != MinuteOf(content.first_time)) return false;
  trail::AuditContent& repeats = found->second.repeats;
  if (repeats.count == 0) {
    repeats = content;
    return true;
  }
  ++repeats.count;
  repeats.first_time = std::min(repeats.first_time, content.first_time);
  repeats.last_time = std::max(repeats.last_time, content.last_time);
  return true;
}

void FoldingAuditLog::CountFrom(const Key& key, const trail::AuditContent& content) {
  const std::lock_guard lock(mutex_);
  const auto found = counted_.find(key);
  if (found == counted_.end() && counted_.size() >= kMostCounted) return;
  Counted& counted = found == counted_.end() ? counted_[key] : found->second;
  const bool is_counted_by_another =
      found != counted_.end() && counted.minute == MinuteOf(content.first_time);
  if (is_counted_by_another) return;
  if (found != counted_.end() && counted.repeats.count > 0) waiting_.push_back(std::move(counted.repeats));
  counted.minute = MinuteOf(content.first_time);
  counted.repeats = {};
  counted.repeats.count = 0;
}

absl::Status FoldingAuditLog::Flush(bool all) {
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::microseconds>(clock_.Now().time_since_epoch()).count();
  std::vector<trail::AuditContent> over;
  {
    const std::lock_guard lock(mutex_);
    over = std::exchange(waiting_, {});
    for (auto entry = counted_.begin(); entry != counted_.end();) {
      if (!all && entry->second.minute >= MinuteOf(now)) {
        ++entry;
        continue;
      }
      if (entry->second.repeats.count > 0) over.push_back(std::move(entry->second.repeats));
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

absl::Status FoldingAuditLog::Write(const std::vector<trail::AuditContent>& contents) {
  return writer_.Submit([&](storage::SqliteDatabase& database) -> absl::Status {
    for (const trail::AuditContent& content : contents) {
      const auto written = storage::AppendAuditEvent(database, content);
      if (!written.ok()) return written.status();
    }
    return absl::OkStatus();
  });
}

}  // namespace clearbudget::trail_store
