#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "clearbudget/budget/v1/budget_content.pb.h"
#include "common/contract/catalogue_builder.h"
#include "common/contract/reader.h"
#include "common/rpc/sealed_page_tokens.h"
#include "services/submission/adapters/cached_agency_register.h"
#include "services/submission/adapters/cached_delegation_register.h"
#include "services/submission/adapters/memory_store.h"
#include "services/submission/adapters/proto_content_codec.h"
#include "services/submission/testing/fake_pack_library.h"
#include "services/submission/testing/sample_acts.h"
#include "services/submission/use_cases/use_cases.h"

namespace clearbudget::submission {

// All use cases over stores in memory, with one agency, 101, registered.
class UseCaseFixture {
 public:
  UseCaseFixture() {
    Agency agency;
    agency.name = {"130303", "101"};
    agency.attributes.push_back({.valid_from = {2018, 1, 1}, .full_name = "某部门", .short_name = "部门"});
    EXPECT_TRUE(
        use_cases.create_agency.Run(kRegionScope, ActBy("登记员", "CreateAgency", "agency-101"), agency)
            .ok());
  }

  // A content with lines of the functions given, each of 1 元.
  facts::Record Content(const std::vector<std::string>& functions) const {
    budget::v1::BudgetContent message;
    message.mutable_department()->set_introduction("某部门");
    for (const std::string& function : functions) {
      budget::v1::BudgetLine& line = *message.add_lines();
      line.set_function(function);
      line.set_amount("1.00");
    }
    contract::ViolationList violations;
    auto record = contract::ReadRecord(message, *catalogue, violations);
    EXPECT_TRUE(record.has_value());
    return record.has_value() ? *record : facts::Record(*catalogue->root());
  }

  NewBudget Budget(BudgetOrigin origin) const {
    NewBudget budget;
    budget.name = {"130303", "101", 2020};
    budget.origin = origin;
    budget.pack = "test";
    budget.content = Content({"201", "205"});
    return budget;
  }

  std::unique_ptr<const facts::Catalogue> catalogue =
      *contract::BuildCatalogue(*budget::v1::BudgetContent::descriptor());
  MemoryStore store;
  FakePackLibrary library;
  ProtoContentCodec codec{*catalogue};
  rpc::SealedPageTokens tokens{std::string(rpc::SealedPageTokens::kKeyBytes, 'k')};
  std::unique_ptr<CachedAgencyRegister> agency_register = *CachedAgencyRegister::Load(store);
  std::unique_ptr<CachedDelegationRegister> delegation_register = *CachedDelegationRegister::Load(store);
  UseCases use_cases{Ports{store, store, store, store, store, store, library, codec, *agency_register,
                           *delegation_register, tokens}};
};

}  // namespace clearbudget::submission
