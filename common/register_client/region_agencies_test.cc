#include "common/register_client/region_agencies.h"

#include <gtest/gtest.h>

#include <string>

namespace clearbudget::register_client {
namespace {

RegionAgencies Sample() {
  RegionAgencies agencies;
  agencies.Add("101", "2019-01-01", "");
  agencies.Add("102", "2019-01-01", "");
  agencies.Add("101002", "2020-01-01", "101");
  agencies.Add("101002", "2021-03-01", "102");
  agencies.Add("101002003", "2019-01-01", "101002");
  agencies.Add("7", "2019-01-01", "8");
  agencies.Add("8", "2019-01-01", "7");
  return agencies;
}

struct Case {
  std::string unit;
  std::string department;
  std::string day;
  bool expected;
};

TEST(RegionAgenciesTest, AUnitStandsBelowItsDepartmentFromADayOn) {
  const RegionAgencies agencies = Sample();
  const Case cases[] = {
      {"101002", "101", "2020-01-01", true},
      {"101002", "101", "2021-02-28", true},
      {"101002", "101", "2021-03-01", false},
      {"101002", "102", "2021-03-01", true},
      {"101002", "101", "2019-12-31", false},
      {"101002003", "101", "2020-06-01", true},
      {"101002003", "102", "2020-06-01", false},
      {"101", "101002", "2020-06-01", false},
      {"101", "102", "2020-06-01", false},
      {"999", "101", "2020-06-01", false},
      {"101002", "999", "2020-06-01", false},
      {"101", "", "2020-06-01", false},
      // A register that goes round has an end.
      {"7", "101", "2020-06-01", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(agencies.IsUnitOf(c.unit, c.department, c.day), c.expected)
        << c.unit << " " << c.department << " " << c.day;
  }
}

}  // namespace
}  // namespace clearbudget::register_client
