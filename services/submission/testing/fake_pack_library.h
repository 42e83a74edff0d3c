#pragma once

#include <string>
#include <vector>

#include "services/submission/ports/pack_library.h"

namespace clearbudget::submission {

// One pack, "test", whose verdict a test sets.
class FakePackLibrary final : public PackLibrary {
 public:
  std::vector<PackSummary> List() const override { return {summary}; }

  absl::StatusOr<StoredPack> Find(const std::string&) const override {
    return StoredPack{.digest = summary.digest, .id = summary.id, .bytes = "pack"};
  }

  absl::StatusOr<rules::Report> Judge(const std::string& pack_digest, const JudgedContent&) override {
    judged_by.push_back(pack_digest);
    return report;
  }

  PackSummary summary{.id = "test", .digest = "cb1:sha256:test", .region_prefix = "1303", .first_year = 2020};
  rules::Report report;
  std::vector<std::string> judged_by;
};

}  // namespace clearbudget::submission
