#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/facts/record.h"

namespace clearbudget::submission {

// Takes the parts that the paths name from `given` into `stored`; a part that `given` does not state is
// removed. The empty path is the whole. A path leads through single records only, such as
// "three_public.reception"; a list is replaced as a whole. Lines are no part of it. Errors: INVALID_ARGUMENT
// with a violation for every path that leads nowhere; then nothing is changed.
absl::Status ApplyMask(const std::vector<std::string>& paths, const facts::Record& given,
                       facts::Record& stored);

}  // namespace clearbudget::submission
