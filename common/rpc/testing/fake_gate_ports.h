// The gate's ports for tests.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ports/audit_log.h"
#include "common/rpc/agency_relations.h"
#include "common/rpc/caller_source.h"
#include "common/rpc/delegations.h"
#include "common/rpc/resource_states.h"

namespace clearbudget::rpc {

// Everybody is who the test says.
class FakeCallerSource final : public CallerSource {
 public:
  absl::StatusOr<Incoming> CallerOf(const grpc::ServerContextBase&) override {
    const std::lock_guard lock(mutex_);
    return incoming_;
  }
  // Or an error.
  void Set(absl::StatusOr<Incoming> incoming) {
    const std::lock_guard lock(mutex_);
    incoming_ = std::move(incoming);
  }

 private:
  std::mutex mutex_;
  absl::StatusOr<Incoming> incoming_ = Incoming();
};

class FakeAuditLog final : public ports::AuditLog {
 public:
  absl::Status Record(const ports::AuditEvent& event) override {
    const std::lock_guard lock(mutex_);
    if (!away_.ok()) return away_;
    events_.push_back(event);
    return absl::OkStatus();
  }
  std::vector<ports::AuditEvent> Events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  // From now on nothing can be recorded.
  void GoAway(absl::Status error) {
    const std::lock_guard lock(mutex_);
    away_ = std::move(error);
  }

 private:
  mutable std::mutex mutex_;
  absl::Status away_;
  std::vector<ports::AuditEvent> events_;
};

class FakeDelegations final : public Delegations {
 public:
  absl::StatusOr<std::optional<Delegation>> Find(std::string_view name, const ports::CallLimits&) override {
    ++lookups;
    if (!away.ok()) return away;
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  }

  std::map<std::string, Delegation, std::less<>> known;
  absl::Status away;
  int lookups = 0;
};

// Units and the departments above them.
class FakeAgencyRelations final : public AgencyRelations {
 public:
  absl::StatusOr<bool> IsUnitOf(const ports::CallLimits&, std::string_view unit,
                                std::string_view department) override {
    ++lookups;
    if (!away.ok()) return away;
    const auto above = departments.find(unit);
    return above != departments.end() && above->second == department;
  }

  std::map<std::string, std::string, std::less<>> departments;
  absl::Status away;
  int lookups = 0;
};

class FakeResourceStates final : public ResourceStates {
 public:
  absl::StatusOr<std::optional<std::string>> StateOf(std::string_view budget) override {
    ++lookups;
    if (!away.ok()) return away;
    const auto found = states.find(budget);
    return found == states.end() ? std::nullopt : std::optional(found->second);
  }

  std::map<std::string, std::string, std::less<>> states;
  absl::Status away;
  int lookups = 0;
};

}  // namespace clearbudget::rpc
