#pragma once

#include <memory>
#include <string>

#include "services/performance/ports/revision_reader.h"
#include "services/performance/ports/scheme_reader.h"

namespace clearbudget::performance {

// Gives one revision, or an error; counts how often it was asked.
class FakeRevisionReader final : public RevisionReader {
 public:
  FakeRevisionReader() { revision.state = RevisionState::kApproved; }

  absl::StatusOr<std::shared_ptr<const RevisionTargets>> ReadRevision(
      const ports::CallLimits&, const names::RevisionName& name) override {
    ++reads;
    if (!away.ok()) return away;
    auto copy = std::make_shared<RevisionTargets>(revision);
    copy->name = name;
    return copy;
  }

  RevisionTargets revision;
  absl::Status away;
  int reads = 0;
};

// Gives one set of schemes, whatever the digest.
class FakeSchemeReader final : public SchemeReader {
 public:
  explicit FakeSchemeReader(std::shared_ptr<const Schemes> schemes) : schemes_(std::move(schemes)) {}

  absl::StatusOr<std::shared_ptr<const Schemes>> ReadSchemes(const ports::CallLimits&,
                                                             const std::string& pack_digest) override {
    ++reads;
    last_digest = pack_digest;
    return schemes_;
  }

  std::string last_digest;
  int reads = 0;

 private:
  std::shared_ptr<const Schemes> schemes_;
};

}  // namespace clearbudget::performance
