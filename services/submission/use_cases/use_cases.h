#pragma once

#include "common/ports/page_tokens.h"
#include "services/submission/ports/agency_register.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"
#include "services/submission/ports/content_codec.h"
#include "services/submission/ports/pack_library.h"
#include "services/submission/ports/pack_store.h"
#include "services/submission/ports/revision_store.h"
#include "services/submission/use_cases/approve_budget.h"
#include "services/submission/use_cases/check_budget.h"
#include "services/submission/use_cases/create_agency.h"
#include "services/submission/use_cases/create_budget.h"
#include "services/submission/use_cases/create_delegation.h"
#include "services/submission/use_cases/get_budget.h"
#include "services/submission/use_cases/get_budget_revision.h"
#include "services/submission/use_cases/get_delegation.h"
#include "services/submission/use_cases/get_disclosable_view.h"
#include "services/submission/use_cases/list_agencies.h"
#include "services/submission/use_cases/list_budget_changes.h"
#include "services/submission/use_cases/list_budget_lines.h"
#include "services/submission/use_cases/list_budget_revisions.h"
#include "services/submission/use_cases/list_budgets.h"
#include "services/submission/use_cases/list_delegations.h"
#include "services/submission/use_cases/return_budget.h"
#include "services/submission/use_cases/revoke_delegation.h"
#include "services/submission/use_cases/submit_budget.h"
#include "services/submission/use_cases/update_agency.h"
#include "services/submission/use_cases/update_budget.h"
#include "services/submission/use_cases/write_budget_lines.h"

namespace clearbudget::submission {

// What the use cases stand on.
struct Ports {
  BudgetStore& budgets;
  RevisionStore& revisions;
  AgencyStore& agencies;
  DelegationStore& delegations;
  ChangeLog& log;
  PackStore& packs;
  PackLibrary& library;
  ContentCodec& codec;
  AgencyRegister& agency_register;
  DelegationRegister& delegation_register;
  const ports::PageTokens& tokens;
};

// All use cases of the service over one set of ports. Called by several threads at once.
struct UseCases {
  explicit UseCases(const Ports& p)
      : ports(p),
        judge(p.library, p.agency_register),
        create_agency(p.agencies, p.agency_register, p.log),
        update_agency(p.agencies, p.agency_register, p.log),
        list_agencies(p.agencies, p.tokens),
        create_delegation(p.delegations, p.delegation_register, p.log),
        get_delegation(p.delegations),
        list_delegations(p.delegations, p.tokens),
        revoke_delegation(p.delegations, p.delegation_register, p.log),
        create_budget(p.budgets, p.agencies, p.library, p.codec, p.log),
        get_budget(p.budgets),
        list_budgets(p.budgets, p.tokens),
        update_budget(p.budgets, p.codec, p.log),
        write_budget_lines(p.budgets, p.codec, p.log),
        list_budget_lines(p.budgets, p.revisions, p.codec, p.tokens),
        check_budget(p.budgets, p.revisions, p.codec, judge),
        submit_budget(p.budgets, p.codec, judge, p.log),
        return_budget(p.budgets, p.revisions, p.log),
        approve_budget(p.budgets, p.revisions, p.log),
        get_budget_revision(p.revisions),
        list_budget_revisions(p.budgets, p.revisions, p.tokens),
        get_disclosable_view(p.revisions, p.agencies, p.codec, judge),
        list_budget_changes(p.log, p.tokens) {}

  Ports ports;
  ContentJudge judge;
  CreateAgency create_agency;
  UpdateAgency update_agency;
  ListAgencies list_agencies;
  CreateDelegation create_delegation;
  GetDelegation get_delegation;
  ListDelegations list_delegations;
  RevokeDelegation revoke_delegation;
  CreateBudget create_budget;
  GetBudget get_budget;
  ListBudgets list_budgets;
  UpdateBudget update_budget;
  WriteBudgetLines write_budget_lines;
  ListBudgetLines list_budget_lines;
  CheckBudget check_budget;
  SubmitBudget submit_budget;
  ReturnBudget return_budget;
  ApproveBudget approve_budget;
  GetBudgetRevision get_budget_revision;
  ListBudgetRevisions list_budget_revisions;
  GetDisclosableView get_disclosable_view;
  ListBudgetChanges list_budget_changes;
};

}  // namespace clearbudget::submission
