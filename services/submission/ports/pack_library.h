#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "common/rules/finding.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

// What is known of a pack before it is used.
struct PackSummary {
  std::string id = {};
  std::string digest = {};
  std::string title = {};
  std::vector<std::string> ancestors = {};  // Nearest first.
  std::string region_prefix = {};           // Empty: for all regions.
  int32_t first_year = 0;                   // 0: for any.
  int32_t last_year = 0;                    // 0: for any.

  bool Fits(const std::string& region, int32_t year) const;
};

// What a judgement looks at.
struct JudgedContent {
  const facts::Record* content = nullptr;
  int32_t year = 0;
  bool demonstration = false;
  // Of the budget's agency in that year; empty where unknown.
  std::string agency_full_name;
  std::string agency_short_name;
  std::string region_name;
  bool silent_findings = false;
};

// The packs that new budgets may name, and the judgement by any pack that was ever used.
class PackLibrary {
 public:
  virtual ~PackLibrary() = default;

  // The packs that new budgets may name, in order of their ids.
  virtual std::vector<PackSummary> List() const = 0;

  // One of them, whole. Errors: NOT_FOUND.
  virtual absl::StatusOr<StoredPack> Find(const std::string& id) const = 0;

  // The verdicts of a pack on a content. Errors: NOT_FOUND, UNAVAILABLE, DATA_LOSS.
  virtual absl::StatusOr<rules::Report> Judge(const std::string& pack_digest,
                                              const JudgedContent& judged) = 0;
};

}  // namespace clearbudget::submission
