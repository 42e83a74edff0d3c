// Reads deadlines and days in normalised text.
#pragma once

#include <optional>
#include <string_view>

#include "common/targets/deadline.h"
#include "common/targets/target.h"

namespace clearbudget::targets {

struct DeadlineReading {
  std::optional<Deadline> deadline;
  // Only the date itself was written: no 前, 底, 内, 截至 or verb.
  bool plain = false;
  // kAmbiguousDate or kImpossibleDate when the text is a date that cannot be taken; kNone when it is no date.
  ReadFault fault = ReadFault::kNone;
};

// The whole text must be the deadline: 2020年12月底前, 第三季度, 上半年完成, 2020-12-31, 年底前, 截至6月30日.
DeadlineReading ReadDeadline(std::u32string_view text);

}  // namespace clearbudget::targets
