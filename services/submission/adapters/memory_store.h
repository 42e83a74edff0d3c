#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/delegation_store.h"
#include "services/submission/ports/pack_store.h"
#include "services/submission/ports/revision_store.h"

namespace clearbudget::submission {

// Everything in memory, for tests of what stands above the stores: the same behaviour without durability. It
// passes the store contract suite as the others do.
class MemoryStore final : public BudgetStore,
                          public RevisionStore,
                          public AgencyStore,
                          public DelegationStore,
                          public ChangeLog,
                          public PackStore {
 public:
  absl::StatusOr<BudgetHead> FindHead(const ports::Scope& scope, const names::BudgetName& name) override;
  absl::StatusOr<Draft> ReadDraft(const ports::Scope& scope, const names::BudgetName& name,
                                  bool with_lines) override;
  absl::StatusOr<std::vector<StoredLine>> ReadLines(const ports::Scope& scope, const names::BudgetName& name,
                                                    const std::string& after, int64_t limit) override;
  absl::StatusOr<std::vector<StoredLine>> FindLines(const ports::Scope& scope, const names::BudgetName& name,
                                                    const std::vector<std::string>& keys) override;
  absl::StatusOr<std::vector<BudgetHead>> List(const ports::Scope& scope, const BudgetFilter& filter,
                                               const std::optional<names::BudgetName>& after,
                                               int64_t limit) override;
  absl::StatusOr<Answer> Write(const ports::Scope& scope, const BudgetChange& change,
                               const ports::Act& act) override;

  absl::StatusOr<RevisionHead> FindRevision(const ports::Scope& scope,
                                            const names::RevisionName& name) override;
  absl::StatusOr<std::vector<RevisionHead>> ListRevisions(const ports::Scope& scope,
                                                          const names::BudgetName& name, int64_t below,
                                                          int64_t limit) override;
  absl::StatusOr<std::string> ReadContent(const ports::Scope& scope, const names::RevisionName& name,
                                          bool with_lines) override;
  absl::StatusOr<std::vector<ContentPart>> ReadParts(const ports::Scope& scope,
                                                     const names::RevisionName& name,
                                                     const std::string& after, int64_t limit) override;

  absl::StatusOr<Agency> FindAgency(const ports::Scope& scope, const names::AgencyName& name) override;
  absl::StatusOr<std::vector<Agency>> ListAgencies(const ports::Scope& scope, const std::string& after,
                                                   int64_t limit) override;
  absl::StatusOr<std::vector<Agency>> AllAgencies() override;
  absl::StatusOr<Answer> WriteAgency(const ports::Scope& scope, const Agency& agency,
                                     const ports::Effect& effect, const ports::Act& act) override;

  absl::StatusOr<std::optional<Answer>> FindAnswer(const ports::Scope& scope, const ports::Act& act) override;
  absl::StatusOr<ChangePage> ListChanges(const ports::Scope& scope, int64_t position, int64_t limit) override;

  absl::StatusOr<Delegation> FindDelegation(const ports::Scope& scope,
                                            const names::DelegationName& name) override;
  absl::StatusOr<std::vector<Delegation>> ListDelegations(const ports::Scope& scope,
                                                          const std::optional<std::string>& person,
                                                          const std::string& after, int64_t limit) override;
  absl::StatusOr<std::vector<Delegation>> AllDelegations() override;
  absl::StatusOr<Answer> WriteDelegation(const ports::Scope& scope, const Delegation& delegation,
                                         const ports::Effect& effect, const ports::Act& act) override;

  absl::StatusOr<StoredPack> FindPack(const std::string& digest) override;

  // What the last operation says that it changed.
  const ports::Effect& LastEffect() const;

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
    ports::Effect effect;
    Answer answer;
  };

  // What a first and what a later change find in the place of `stored`, 0 for nothing.
  static absl::Status CompareChange(int64_t stored, int64_t change_number, const std::string& name);
  // All of these expect the mutex to be held.
  absl::StatusOr<std::optional<Answer>> Replay(const ports::Scope& scope, const ports::Act& act) const;
  // The budget; nullptr where the scope shows none.
  absl::StatusOr<const StoredBudget*> FindBudget(const ports::Scope& scope,
                                                 const names::BudgetName& name) const;
  absl::Status CompareAndSet(const BudgetChange& change);
  void Log(const ports::Act& act, const std::string& region, const std::string& aggregate,
           int64_t change_number, const std::string& legal_date, const ports::Effect& effect,
           const Answer& answer);

  std::mutex mutex_;
  std::map<names::BudgetName, StoredBudget> budgets_;
  std::map<names::RevisionName, StoredRevision> revisions_;
  std::map<names::AgencyName, Agency> agencies_;
  std::map<names::DelegationName, Delegation> delegations_;
  std::map<std::string, StoredPack> packs_;
  std::vector<StoredOperation> operations_;
};

}  // namespace clearbudget::submission
