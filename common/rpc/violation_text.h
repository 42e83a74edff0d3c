// A violation as the two lines of a google.rpc.BadRequest description, since that message has no other field:
//
//   AMOUNT_MALFORMED: 金额写法不对：给出“1e6”，应为最多两位小数的金额
//   the amount is malformed: given "1e6", expected an amount with at most two decimal places
#pragma once

#include <string>
#include <string_view>

#include "common/errors/violation.h"

namespace clearbudget::rpc {

// What was given is cut after 120 bytes.
std::string DescribeViolation(const errors::Violation& violation);

// The way back. A description of another origin becomes the expectation of an INVALID_REQUEST.
errors::Violation ParseViolation(std::string_view path, std::string_view description);

}  // namespace clearbudget::rpc
