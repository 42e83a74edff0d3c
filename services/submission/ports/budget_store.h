#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/act.h"
#include "common/ports/effect.h"
#include "common/ports/scope.h"
#include "services/submission/domain/answer.h"
#include "services/submission/domain/budget.h"

namespace clearbudget::submission {

// A line as it is stored: its key (see domain/line_key.h) and its bytes, which only the ContentCodec reads.
struct StoredLine {
  std::string key;
  std::string bytes;

  bool operator==(const StoredLine&) const = default;
};

// A piece of a frozen content. All pieces of a revision, joined in order, are its content.
struct ContentPart {
  std::string first_key;   // The key of its first line; empty for a part without lines.
  int64_t line_count = 0;  // How many lines it has.
  std::string bytes;

  bool operator==(const ContentPart&) const = default;
};

// A resolved pack as it is kept: bytes that only the pack library reads.
struct StoredPack {
  std::string digest;  // cb1:sha256:<hex>
  std::string id;
  std::string bytes;

  bool operator==(const StoredPack&) const = default;
};

// The draft of one moment.
struct Draft {
  BudgetHead head;
  std::string content;            // Bytes of the content without its lines.
  std::vector<StoredLine> lines;  // In order of their keys.
};

// What one act does to a budget: all of it is stored, or nothing.
struct BudgetChange {
  BudgetHead head;                           // As it is afterwards; change_number is one more than before.
  std::optional<std::string> content;        // Replaces the draft's content.
  bool remove_all_lines = false;             // Before anything is written.
  std::vector<std::string> removals;         // Keys of lines to remove.
  std::vector<StoredLine> lines;             // To write, over those of the same keys.
  std::optional<RevisionHead> new_revision;  // To add, with new_parts as its content.
  std::vector<ContentPart> new_parts;
  std::vector<RevisionHead> decided_revisions;  // Whose state and decision change.
  std::optional<StoredPack> pack;               // To keep, unless its digest is kept already.
  Answer answer;
  std::string legal_date;  // The day that counts in law; empty where none was given.
  ports::Effect effect;    // What it changes, for the trail.
};

// Which budgets of a scope to list; what is absent does not restrict.
struct BudgetFilter {
  std::optional<int32_t> year = {};
  std::optional<BudgetState> state = {};
  std::optional<BudgetOrigin> origin = {};
};

// Keeps budgets with their drafts. Every method reaches only what its scope lets through: in a scope of some
// states, a budget in another one is not there, and a name outside of the scope is a defect of the caller.
// Errors of every method beside its own: UNAVAILABLE, DEADLINE_EXCEEDED, DATA_LOSS (stored bytes do not match
// their checksum), INTERNAL (a name outside of the scope).
class BudgetStore {
 public:
  virtual ~BudgetStore() = default;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<BudgetHead> FindHead(const ports::Scope& scope, const names::BudgetName& name) = 0;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<Draft> ReadDraft(const ports::Scope& scope, const names::BudgetName& name,
                                          bool with_lines) = 0;

  // At most `limit` lines of the draft behind a key (empty: from the first). None where the budget is not
  // there.
  virtual absl::StatusOr<std::vector<StoredLine>> ReadLines(const ports::Scope& scope,
                                                            const names::BudgetName& name,
                                                            const std::string& after, int64_t limit) = 0;

  // The lines that the draft has of those keys, in order of their keys.
  virtual absl::StatusOr<std::vector<StoredLine>> FindLines(const ports::Scope& scope,
                                                            const names::BudgetName& name,
                                                            const std::vector<std::string>& keys) = 0;

  // In order of agency and year, behind a key (absent: from the first).
  virtual absl::StatusOr<std::vector<BudgetHead>> List(const ports::Scope& scope, const BudgetFilter& filter,
                                                       const std::optional<names::BudgetName>& after,
                                                       int64_t limit) = 0;

  // Stores the change where the budget still has the change number before it, or is not there for change
  // number 1. A request that was stored before is not stored again: its answer is returned. Errors: ABORTED
  // (another change came first), ALREADY_EXISTS (the budget is there; the request_id belongs to another
  // request), UNAVAILABLE with OUTCOME_UNKNOWN, RESOURCE_EXHAUSTED.
  virtual absl::StatusOr<Answer> Write(const ports::Scope& scope, const BudgetChange& change,
                                       const ports::Act& act) = 0;
};

}  // namespace clearbudget::submission
