#pragma once

#include "common/facts/catalogue.h"
#include "common/ports/clock.h"
#include "common/rpc/service_methods.h"
#include "services/submission/use_cases/use_cases.h"

namespace clearbudget::submission {

inline constexpr std::string_view kBudgetService = "clearbudget.budget.v1.BudgetService";

// What handlers stand on. All must outlive the service.
struct HandlerContext {
  UseCases& use_cases;
  const ports::Clock& clock;
  const facts::Catalogue& catalogue;  // Of BudgetContent.
};

// The methods of the budget service, by what they are about.
void AddDraftMethods(const HandlerContext& context, rpc::ServiceMethods& methods);
void AddRevisionMethods(const HandlerContext& context, rpc::ServiceMethods& methods);
void AddListMethods(const HandlerContext& context, rpc::ServiceMethods& methods);

}  // namespace clearbudget::submission
