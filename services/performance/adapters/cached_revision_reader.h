#pragma once

#include "services/performance/adapters/bounded_cache.h"
#include "services/performance/ports/revision_reader.h"

namespace clearbudget::performance {

// Remembers the revisions that were read last. Who may use one was decided by the relation to its agency
// before.
class CachedRevisionReader final : public RevisionReader {
 public:
  explicit CachedRevisionReader(RevisionReader& source, size_t capacity = 64)
      : source_(source), cache_(capacity) {}

  absl::StatusOr<std::shared_ptr<const RevisionTargets>> ReadRevision(
      const rpc::CallContext& call, const names::RevisionName& name) override {
    if (std::shared_ptr<const RevisionTargets> kept = cache_.Find(name)) return kept;
    absl::StatusOr<std::shared_ptr<const RevisionTargets>> read = source_.ReadRevision(call, name);
    if (read.ok()) cache_.Put(name, *read);
    return read;
  }

 private:
  RevisionReader& source_;
  BoundedCache<names::RevisionName, RevisionTargets> cache_;
};

}  // namespace clearbudget::performance
