#include "common/targets/actual.h"

#include <string>

#include "fmt/core.h"
#include "gtest/gtest.h"

namespace clearbudget::targets {
namespace {

std::string Described(const Actual& actual) {
  switch (actual.kind) {
    case ActualKind::kQuantity:
      return fmt::format("{}|{}", actual.quantity.number.ToText(), actual.quantity.unit);
    case ActualKind::kDay:
      return fmt::format("{}-{:02}-{:02}", actual.day->year, actual.day->month, actual.day->day);
    case ActualKind::kUnreadable:
      return std::string(ReadFaultName(actual.fault));
    default:
      return std::string(ActualKindName(actual.kind));
  }
}

TEST(ActualTest, ReadsOneValue) {
  const struct {
    std::string text;
    std::string reading;
  } cases[] = {
      {"95.2%", "95.2|%"},
      {"９５．２％", "95.2|%"},
      {"百分之九十五", "95|%"},
      {"六次", "6|次"},
      {"0起", "0|起"},
      {"7万元", "7|万元"},
      {"-3.5%", "-3.5|%"},
      {"完成3次", "3|次"},
      {"12", "12|"},
      {"2020年11月15日", "2020-11-15"},
      {"2020-11-15", "2020-11-15"},
      {"2020.11.15", "2020-11-15"},
      {"二〇二〇年十一月十五日", "2020-11-15"},
      {"已完成", "text"},
      {"车辆正常使用", "text"},
      {"", "missing"},
      {"　", "missing"},
      {"/", "placeholder"},
      {"≥90%", "not_one_value"},
      {"90%以上", "not_one_value"},
      {"约3次", "not_one_value"},
      {"3-5场", "not_one_value"},
      {"2020年12月31日前", "not_one_value"},
      {"年底前", "not_one_value"},
      {"11月15日", "ambiguous_date"},
      {"2020年11月", "ambiguous_date"},
      {"11月", "ambiguous_date"},
      {"2020年2月30日", "impossible_date"},
      {"1e3", "number_format"},
      {"合格率100%", "text_before_number"},
      {"95%满意", "unclear_unit"},
  };
  for (const auto& c : cases) {
    const Actual actual = ReadActual(c.text);
    EXPECT_EQ(Described(actual), c.reading) << c.text;
    EXPECT_EQ(actual.text, c.text);
  }
}

}  // namespace
}  // namespace clearbudget::targets
