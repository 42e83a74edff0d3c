// Opaque marks of a resource's state, for etags.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clearbudget::names {

// Over the resource's name, its latest revision (0 where it has none) and the number of its last change. A
// mark of another resource or of another state differs.
std::string StateMark(std::string_view name, int64_t revision, int64_t change_number);

}  // namespace clearbudget::names
