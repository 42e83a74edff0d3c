#include "common/rpc/act_of.h"

#include <chrono>

#include "clearbudget/budget/v1/agency_service.pb.h"
#include "common/testing/fake_clock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

constexpr char kService[] = "clearbudget.budget.v1.AgencyService";

budget::v1::CreateAgencyRequest Request(const std::string& name, const std::string& request_id) {
  budget::v1::CreateAgencyRequest request;
  request.mutable_agency()->set_name(name);
  request.set_request_id(request_id);
  return request;
}

TEST(ActOfTest, TakesWhoActsFromTheCallAndTheRestFromTheRequest) {
  CallContext call{
      .caller = {.subject = "platform:a", .person = "张三"}, .method = "CreateAgency", .request_id = "7"};
  call.deadline = ports::Instant(std::chrono::seconds(1600000000));
  const testing::FakeClock clock;
  const ports::Act act = ActOf(call, kService, Request("a", "7"), clock);
  EXPECT_EQ(act.caller.subject, "platform:a");
  EXPECT_EQ(act.caller.person, "张三");
  EXPECT_EQ(act.method, "/clearbudget.budget.v1.AgencyService/CreateAgency");
  EXPECT_EQ(act.request_id, "7");
  EXPECT_EQ(act.time, 1'580'457'600'000'000);
  EXPECT_EQ(act.deadline, call.deadline);
  EXPECT_FALSE(act.validate_only);
}

TEST(ActOfTest, TheHashIsOverTheRequestWithoutItsId) {
  const testing::FakeClock clock;
  const auto hash = [&](const budget::v1::CreateAgencyRequest& request) {
    return ActOf({}, kService, request, clock).request_hash;
  };
  EXPECT_EQ(hash(Request("a", "1")), hash(Request("a", "2")));
  EXPECT_NE(hash(Request("a", "1")), hash(Request("b", "1")));
  EXPECT_EQ(hash(Request("a", "1")).size(), 32U);
}

}  // namespace
}  // namespace clearbudget::rpc
