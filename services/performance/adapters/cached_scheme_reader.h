#pragma once

#include <string>

#include "services/performance/adapters/bounded_cache.h"
#include "services/performance/ports/scheme_reader.h"

namespace clearbudget::performance {

// Remembers the schemes, with their formulas compiled, of the packs that were used last.
class CachedSchemeReader final : public SchemeReader {
 public:
  explicit CachedSchemeReader(SchemeReader& source, size_t capacity = 32)
      : source_(source), cache_(capacity) {}

  absl::StatusOr<std::shared_ptr<const Schemes>> ReadSchemes(const ports::CallLimits& limits,
                                                             const std::string& pack_digest) override {
    if (std::shared_ptr<const Schemes> kept = cache_.Find(pack_digest)) return kept;
    absl::StatusOr<std::shared_ptr<const Schemes>> read = source_.ReadSchemes(limits, pack_digest);
    if (read.ok()) cache_.Put(pack_digest, *read);
    return read;
  }

 private:
  SchemeReader& source_;
  BoundedCache<std::string, Schemes> cache_;
};

}  // namespace clearbudget::performance
