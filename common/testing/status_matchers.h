// Matchers for absl::Status and absl::StatusOr:
//   EXPECT_THAT(status, IsOk());
//   EXPECT_THAT(result, IsOkAndHolds(7));
//   EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound, HasSubstr("regions/130303")));
//   EXPECT_THAT(status, HasReason(errors::Reason::kNotFound));
//   EXPECT_THAT(status, HasViolation("lines[2].amount", errors::Reason::kAmountMalformed));
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/errors/error.h"
#include "gmock/gmock.h"

namespace clearbudget::testing {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

MATCHER(IsOk, negation ? "is an error" : "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return arg.ok();
}

MATCHER_P(IsOkAndHolds, value, "is OK and holds " + ::testing::PrintToString(value)) {
  if (!arg.ok()) {
    *result_listener << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(
      ::testing::SafeMatcherCast<const typename std::decay_t<decltype(arg)>::value_type&>(value), *arg,
      result_listener);
}

MATCHER_P(StatusIs, code, "has the code " + absl::StatusCodeToString(code)) {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code;
}

MATCHER_P2(StatusIs, code, message, "has the code " + absl::StatusCodeToString(code) + " and a message") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(message, std::string(StatusOf(arg).message()), result_listener);
}

MATCHER_P(HasReason, reason, "has the reason " + std::string(errors::ReasonName(reason))) {
  *result_listener << StatusOf(arg).ToString();
  return errors::ReasonOf(StatusOf(arg)) == std::optional<errors::Reason>(reason);
}

MATCHER_P2(HasViolation, path, reason,
           "has the violation " + std::string(errors::ReasonName(reason)) + " at " + std::string(path)) {
  for (const errors::Violation& violation : errors::ViolationsOf(StatusOf(arg))) {
    if (violation.path == path && violation.reason == reason) return true;
    *result_listener << violation.path << ": " << errors::ReasonName(violation.reason) << "; ";
  }
  return false;
}

}  // namespace clearbudget::testing
