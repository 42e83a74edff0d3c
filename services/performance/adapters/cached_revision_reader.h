#pragma once

#include "services/performance/adapters/bounded_cache.h"
#include "services/performance/ports/revision_reader.h"

namespace clearbudget::performance {

// Remembers the approved revisions that were read last, which never change. They are read in this service's
// own name: whoever asks here has checked its own caller, and asks for nothing but what the caller may see.
class CachedRevisionReader final : public RevisionReader {
 public:
  explicit CachedRevisionReader(RevisionReader& source, size_t capacity = 64)
      : source_(source), cache_(capacity) {}

  absl::StatusOr<std::shared_ptr<const RevisionTargets>> ReadRevision(
      const ports::CallLimits& limits, const names::RevisionName& name) override {
    if (std::shared_ptr<const RevisionTargets> kept = cache_.Find(name)) return kept;
    absl::StatusOr<std::shared_ptr<const RevisionTargets>> read = source_.ReadRevision(limits, name);
    if (read.ok() && IsApproved(**read)) cache_.Put(name, *read);
    return read;
  }

 private:
  RevisionReader& source_;
  BoundedCache<names::RevisionName, RevisionTargets> cache_;
};

}  // namespace clearbudget::performance
