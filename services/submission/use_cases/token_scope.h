#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/ports/page_request.h"

namespace clearbudget::submission {

// Which list a page token continues: the same text only for the same method, parent, order, filter and
// caller.
std::string TokenScope(std::string_view method, std::string_view parent, std::string_view order,
                       const std::vector<std::string>& filter, const ports::PageRequest& page);

}  // namespace clearbudget::submission
