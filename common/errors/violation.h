// One thing that is wrong with a request.
#pragma once

#include <string>

#include "common/errors/reason.h"

namespace clearbudget::errors {

struct Violation {
  // Where: the path of the field in the request, such as "budget.content.projects[2].amount".
  std::string path = {};
  // What was given, as it was written; empty where nothing was given.
  std::string given = {};
  // Why it is refused, such as Reason::kAmountMalformed.
  Reason reason = Reason::kInvalidRequest;
  // What is expected in its place, in the two languages, as the end of the sentence "应为…" / "expected …".
  std::string expected_zh = {};
  std::string expected_en = {};

  bool operator==(const Violation&) const = default;
};

}  // namespace clearbudget::errors
