#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/pack_store.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

// Everything in memory, for tests of what stands above the stores: the same behaviour without durability. It
// passes the store contract suite as the others do.
class MemoryStore final : public BudgetStore,
                          public RevisionStore,
                          public AgencyStore,
                          public ChangeLog,
                          public PackStore {
 public:
  absl::StatusOr<BudgetHead> FindHead(const names::BudgetName& name) override;
  absl::StatusOr<Draft> ReadDraft(const names::BudgetName& name, bool with_lines) override;
  absl::StatusOr<std::vector<StoredLine>> ReadLines(const names::BudgetName& name, const std::string& after,
                                                    int64_t limit) override;
  absl::StatusOr<std::set<std::string>> HeldLineKeys(const names::BudgetName& name,
                                                     const std::vector<std::string>& keys) override;
  absl::StatusOr<std::vector<BudgetHead>> List(const BudgetFilter& filter,
                                               const std::optional<names::BudgetName>& after,
                                               int64_t limit) override;
  absl::StatusOr<Answer> Write(const BudgetChange& change, const ports::Act& act) override;

  absl::StatusOr<RevisionHead> FindRevision(const names::RevisionName& name) override;
  absl::StatusOr<std::vector<RevisionHead>> ListRevisions(const names::BudgetName& name, int64_t below,
                                                          int64_t limit) override;
  absl::StatusOr<std::string> ReadContent(const names::RevisionName& name, bool with_lines) override;
  absl::StatusOr<std::vector<ContentPart>> ReadParts(const names::RevisionName& name,
                                                     const std::string& after, int64_t limit) override;

  absl::StatusOr<Agency> FindAgency(const names::AgencyName& name) override;
  absl::StatusOr<std::vector<Agency>> ListAgencies(const std::string& region, const std::string& after,
                                                   int64_t limit) override;
  absl::StatusOr<std::vector<Agency>> AllAgencies() override;
  absl::StatusOr<Answer> WriteAgency(const Agency& agency, const ports::Act& act) override;

  absl::StatusOr<std::optional<Answer>> FindAnswer(const ports::Act& act) override;
  absl::StatusOr<ChangePage> ListChanges(const std::string& region, const std::string& agency,
                                         int64_t position, int64_t limit) override;

  absl::StatusOr<StoredPack> FindPack(const std::string& digest) override;

 private:
  struct StoredBudget {
    BudgetHead head;
    std::string content;
    std::map<std::string, std::string> lines;
  };
  struct StoredRevision {
    RevisionHead head;
    std::vector<ContentPart> parts;
  };
  struct StoredOperation {
    ports::Act act;
    std::string region;
    std::string aggregate;
    LoggedChange change;
    Answer answer;
  };

  // All of these expect the mutex to be held.
  absl::StatusOr<std::optional<Answer>> Replay(const ports::Act& act) const;
  absl::Status CompareAndSet(const BudgetChange& change);
  void Log(const ports::Act& act, const std::string& region, const std::string& aggregate,
           int64_t change_number, const std::string& legal_date, const Answer& answer);

  std::mutex mutex_;
  std::map<names::BudgetName, StoredBudget> budgets_;
  std::map<names::RevisionName, StoredRevision> revisions_;
  std::map<names::AgencyName, Agency> agencies_;
  std::map<std::string, StoredPack> packs_;
  std::vector<StoredOperation> operations_;
};

}  // namespace clearbudget::submission
