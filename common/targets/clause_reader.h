// One comparison with a number or a range: the grammar of quantitative target values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/targets/quantity.h"
#include "common/targets/target.h"

namespace clearbudget::targets {

// label comparator number [unit] [to number [unit]] [suffix] [verb], as in 满意度≥90%以上, 3-5场, 5天内完成.
struct Clause {
  std::string label;
  std::optional<Comparator> comparator;  // absent: none written
  Quantity lower;
  std::optional<Quantity> upper;  // of a range, in the unit of `lower`
};

struct ClauseReading {
  std::optional<Clause> clause;
  ReadFault fault = ReadFault::kNone;  // when there is no clause
};

// `text` is normalised. The whole text must be the clause.
ClauseReading ReadClause(std::u32string_view text);

}  // namespace clearbudget::targets
