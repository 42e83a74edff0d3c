#include "common/targets/quantity.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

Quantity Of(std::string_view number, std::string unit) {
  return {money::Decimal::FromText(number).value(), std::move(unit)};
}

TEST(QuantityTest, SplitsMultipliersOffUnits) {
  const struct {
    std::string unit;
    std::string base;
    int64_t factor;
  } cases[] = {
      {"", "", 1},
      {"%", "%", 1},
      {"元", "元", 1},
      {"万元", "元", 10'000},
      {"亿元", "元", 100'000'000},
      {"百万元", "元", 1'000'000},
      {"千万元", "元", 10'000'000},
      {"万人次", "人次", 10'000},
      {"千米", "米", 1'000},
      {"万", "", 10'000},
      {"百分点", "百分点", 1},
      {"个百分点", "个百分点", 1},
      {"万亿元", "元", 1'000'000'000'000},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ScaleOf(c.unit).base, c.base) << c.unit;
    EXPECT_EQ(ScaleOf(c.unit).factor, c.factor) << c.unit;
  }
}

TEST(QuantityTest, ComparesOneBaseUnitExactly) {
  EXPECT_EQ(Compare(Of("0.7", "万元"), Of("7000", "元")), std::strong_ordering::equal);
  EXPECT_EQ(Compare(Of("7000.000001", "元"), Of("0.7", "万元")), std::strong_ordering::greater);
  EXPECT_EQ(Compare(Of("94.99", "%"), Of("95", "%")), std::strong_ordering::less);
  EXPECT_EQ(Compare(Of("-1", ""), Of("0", "")), std::strong_ordering::less);
  EXPECT_EQ(Compare(Of("9223372036854775807", "万亿元"), Of("9223372036854775807", "元")),
            std::strong_ordering::greater);
}

TEST(QuantityTest, DoesNotCompareOtherUnits) {
  EXPECT_EQ(Compare(Of("3", "次"), Of("3", "场")), std::nullopt);
  EXPECT_EQ(Compare(Of("95", "%"), Of("95", "")), std::nullopt);
  EXPECT_TRUE(Of("95", "%").IsRate());
  EXPECT_FALSE(Of("95", "").IsRate());
}

}  // namespace
}  // namespace clearbudget::targets
