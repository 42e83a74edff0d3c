#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "common/ports/act.h"
#include "services/submission/domain/budget.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/ports/pack_library.h"

namespace clearbudget::submission {

struct NewBudget {
  names::BudgetName name;
  StatementKind kind = StatementKind::kBudget;
  BudgetOrigin origin = BudgetOrigin::kPrepared;
  std::string pack;
  bool demonstration = false;
  SourceReference source;
  std::optional<facts::Record> content;  // With lines, where it has any.
};

// Starts a budget and pins the pack that it is judged by.
class CreateBudget {
 public:
  CreateBudget(BudgetStore& budgets, AgencyStore& agencies, PackLibrary& packs, ContentCodec& codec,
               ChangeLog& log)
      : budgets_(budgets), agencies_(agencies), packs_(packs), codec_(codec), log_(log) {}

  // Errors: NOT_FOUND (the agency), ALREADY_EXISTS, FAILED_PRECONDITION with PACK_UNKNOWN or PACK_INVALID
  // (the pack is for other regions or years), INVALID_ARGUMENT (lines with the same key).
  absl::StatusOr<BudgetHead> Run(const ports::Scope& scope, const ports::Act& act, NewBudget budget);

 private:
  absl::StatusOr<StoredPack> PackFor(const NewBudget& budget);
  absl::Status CheckPlace(const ports::Scope& scope, const names::BudgetName& name);

  BudgetStore& budgets_;
  AgencyStore& agencies_;
  PackLibrary& packs_;
  ContentCodec& codec_;
  ChangeLog& log_;
};

}  // namespace clearbudget::submission
