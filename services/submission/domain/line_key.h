#pragma once

#include <string>

#include "common/facts/record.h"

namespace clearbudget::submission {

// The key of a budget line under which it is stored and listed: its key dimensions in the contract's order,
// parted by '!', printable ASCII only. A dimension that is not stated is empty; every byte but letters,
// digits, '-', '.', and '_' is written as %XX, so that different dimensions give different keys.
std::string LineKeyOf(const facts::Record& line);

}  // namespace clearbudget::submission
