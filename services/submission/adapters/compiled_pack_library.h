#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/submission/ports/pack_library.h"
#include "services/submission/ports/pack_store.h"

namespace clearbudget::pack {
class CompiledPack;
}

namespace clearbudget::submission {

// The packs of the folder this process was started with, and those that the store has kept. A kept pack is
// compiled at its first use and then held: there are few of them.
class CompiledPackLibrary final : public PackLibrary {
 public:
  using Shared = std::shared_ptr<const pack::CompiledPack>;

  CompiledPackLibrary(std::vector<Shared> offered, PackStore& kept);

  std::vector<PackSummary> List() const override;
  absl::StatusOr<StoredPack> Find(const std::string& id) const override;
  absl::StatusOr<rules::Report> Judge(const std::string& pack_digest, const JudgedContent& judged) override;

 private:
  absl::StatusOr<Shared> Compiled(const std::string& digest);

  const std::vector<Shared> offered_;
  PackStore& kept_;
  std::mutex mutex_;
  std::map<std::string, Shared> by_digest_;
};

}  // namespace clearbudget::submission
