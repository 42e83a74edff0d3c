#include "common/rpc/method_table.h"

#include <algorithm>
#include <string>

#include "clearbudget/budget/v1/agency_service.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/disclosure/v1/statement_service.pb.h"
#include "clearbudget/pack/v1/pack_service.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "clearbudget/type/v1/options.pb.h"
#include "common/testing/status_matchers.h"
#include "gmock/gmock.h"
#include "google/api/annotations.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::StatusIs;
using type::v1::Permission;

TEST(MethodTableTest, ReadsTheContract) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      "clearbudget.budget.v1.AgencyService");
  const auto rules = ReadMethodTable(*service);
  ASSERT_THAT(rules, IsOk());
  const MethodRule& create = rules->at("CreateAgency");
  EXPECT_EQ(create.full_name, "clearbudget.budget.v1.AgencyService/CreateAgency");
  EXPECT_TRUE(create.mutation);
  EXPECT_EQ(create.ResourceField(), "agency.name");
  budget::v1::CreateAgencyRequest request;
  EXPECT_EQ(create.ResourceOf(request), "");
  request.mutable_agency()->set_name("regions/1/agencies/2");
  request.set_request_id("r");
  EXPECT_EQ(create.ResourceOf(request), "regions/1/agencies/2");
  EXPECT_EQ(create.RequestIdOf(request), "r");
  const MethodRule& list = rules->at("ListAgencies");
  EXPECT_FALSE(list.mutation);
  EXPECT_EQ(list.ResourceField(), "parent");
  EXPECT_EQ(list.RequestIdOf(budget::v1::ListAgenciesRequest()), "");
  EXPECT_THAT(list.services, ElementsAre("performance", "disclosure"));
}

TEST(MethodTableTest, ReadsStatesAndWhatIsNotPublished) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      "clearbudget.budget.v1.BudgetService");
  const auto rules = ReadMethodTable(*service);
  ASSERT_THAT(rules, IsOk());
  const MethodRule& get = rules->at("GetBudget");
  EXPECT_TRUE(get.LimitsStates());
  const auto states_of = [&](const std::string& role) {
    return std::find_if(get.grants.begin(), get.grants.end(),
                        [&](const Grant& grant) { return grant.role == role; })
        ->states;
  };
  EXPECT_THAT(states_of("unit_preparer"), IsEmpty());
  EXPECT_THAT(states_of("finance_approver"), ElementsAre("submitted", "returned", "approved"));
  EXPECT_FALSE(rules->at("SubmitBudget").LimitsStates());
  EXPECT_TRUE(rules->at("GetBudgetRevision").unpublished);
  EXPECT_FALSE(rules->at("CreateBudget").unpublished);
}

struct Mistake {
  const char* name;
  void (*make)(google::protobuf::MethodDescriptorProto& method);
  const char* told;
};
class MistakeTest : public ::testing::TestWithParam<Mistake> {};

Permission& PermissionOf(google::protobuf::MethodDescriptorProto& method) {
  return *method.mutable_options()->MutableExtension(type::v1::permission);
}

TEST_P(MistakeTest, IsToldWithTheMethod) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("broken.proto");
  file.add_dependency("clearbudget/budget/v1/agency_service.proto");
  file.add_dependency("clearbudget/budget/v1/agency.proto");
  auto* service = file.add_service();
  service->set_name("Broken");
  auto* method = service->add_method();
  method->set_name("Method");
  method->set_input_type(".clearbudget.budget.v1.GetAgencyRequest");
  method->set_output_type(".clearbudget.budget.v1.Agency");
  method->mutable_options()->MutableExtension(google::api::http)->set_get("/v1/{name=regions/*/agencies/*}");
  auto* grant = PermissionOf(*method).add_grants();
  grant->set_role("auditor");
  grant->set_relation(type::v1::RELATION_REGION);
  GetParam().make(*method);

  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  EXPECT_THAT(ReadMethodTable(*built->service(0)),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr(std::string("Broken/Method ") + GetParam().told)));
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, MistakeTest,
    ::testing::Values(
        Mistake{"no_option",
                [](auto& method) { method.mutable_options()->ClearExtension(type::v1::permission); },
                "has no permission option"},
        Mistake{"nobody", [](auto& method) { PermissionOf(method).clear_grants(); },
                "has a permission option that lets nobody call it"},
        Mistake{"no_role", [](auto& method) { PermissionOf(method).mutable_grants(0)->clear_role(); },
                "has a grant for the unknown role \"\""},
        Mistake{"unknown_role",
                [](auto& method) { PermissionOf(method).mutable_grants(0)->set_role("Auditor"); },
                "has a grant for the unknown role \"Auditor\""},
        Mistake{"unknown_state",
                [](auto& method) { PermissionOf(method).mutable_grants(0)->add_states("published"); },
                "has a grant in the unknown state \"published\""},
        Mistake{"unknown_service", [](auto& method) { PermissionOf(method).add_services("gateway"); },
                "is for the unknown service \"gateway\""},
        Mistake{"state_of_nothing",
                [](auto& method) {
                  method.mutable_options()->ClearExtension(google::api::http);
                  PermissionOf(method).mutable_grants(0)->set_relation(type::v1::RELATION_ALL);
                  PermissionOf(method).mutable_grants(0)->add_states("draft");
                },
                "names no resource that the role auditor could stand to"},
        Mistake{"no_relation", [](auto& method) { PermissionOf(method).mutable_grants(0)->clear_relation(); },
                "has no relation for the role auditor"},
        Mistake{"no_resource",
                [](auto& method) { method.mutable_options()->ClearExtension(google::api::http); },
                "names no resource that the role auditor could stand to"},
        Mistake{
            "unknown_field",
            [](auto& method) {
              method.mutable_options()->MutableExtension(google::api::http)->set_get("/v1/{nam=regions/*}");
            },
            "names no resource"},
        Mistake{"no_request_id", [](auto& method) { PermissionOf(method).set_mutation(true); },
                "is a mutation without request_id"},
        Mistake{"client_stream", [](auto& method) { method.set_client_streaming(true); },
                "takes a stream, which has no template"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace clearbudget::rpc
