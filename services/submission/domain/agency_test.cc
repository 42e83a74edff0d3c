#include "services/submission/domain/agency.h"

#include <gtest/gtest.h>

#include "common/errors/error.h"
#include "services/submission/domain/agency_check.h"
#include "services/submission/domain/etag.h"

namespace clearbudget::submission {
namespace {

AgencyAttributes From(facts::Date day, const std::string& name) {
  AgencyAttributes attributes;
  attributes.valid_from = day;
  attributes.full_name = name;
  return attributes;
}

Agency Renamed() {
  Agency agency;
  agency.name = {"130303", "101"};
  agency.attributes = {From({2018, 7, 1}, "旧名"), From({2020, 6, 1}, "新名")};
  return agency;
}

TEST(Agency, TheNameOfAYearIsTheOneAsItBegins) {
  const Agency agency = Renamed();
  EXPECT_EQ(agency.InYear(2017).full_name, "旧名");
  EXPECT_EQ(agency.InYear(2018).full_name, "旧名");
  EXPECT_EQ(agency.InYear(2020).full_name, "旧名");
  EXPECT_EQ(agency.InYear(2021).full_name, "新名");
  EXPECT_EQ(agency.On({2018, 6, 30}), nullptr);
  EXPECT_EQ(agency.On({2020, 6, 1})->full_name, "新名");
}

TEST(Agency, AttributesComeInOrderOfTheirDays) {
  Agency agency = Renamed();
  std::swap(agency.attributes[0], agency.attributes[1]);
  ASSERT_TRUE(PutInOrder(agency).ok());
  EXPECT_EQ(agency, Renamed());
}

TEST(Agency, EveryMistakeIsNamed) {
  Agency agency = Renamed();
  agency.attributes[1].valid_from = agency.attributes[0].valid_from;
  agency.attributes[1].parent = "101";
  EXPECT_EQ(errors::ViolationsOf(PutInOrder(agency)).size(), 2U);
  agency.attributes.clear();
  EXPECT_EQ(errors::ViolationsOf(PutInOrder(agency)).size(), 1U);
}

TEST(Etag, DiffersByNameRevisionAndChange) {
  BudgetHead head;
  head.name = {"130303", "101", 2020};
  head.change_number = 1;
  const std::string first = EtagOf(head);
  head.change_number = 2;
  const std::string changed = EtagOf(head);
  head.latest_revision = 1;
  const std::string submitted = EtagOf(head);
  head.name.year = 2021;
  EXPECT_NE(first, changed);
  EXPECT_NE(changed, submitted);
  EXPECT_NE(submitted, EtagOf(head));
}

}  // namespace
}  // namespace clearbudget::submission
