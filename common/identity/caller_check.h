// Whether what credentials say makes a caller.
#pragma once

#include <string>
#include <string_view>

#include "common/identity/caller.h"

namespace clearbudget::identity {

inline constexpr std::string_view kPlatformRole = "platform";

// True for a role that a person or a platform may have. Services of the suite have no role.
bool IsRole(std::string_view role);

// What is wrong with the form of the caller's texts, in English; empty where nothing is. The subject
// is given, texts are of at most 200 bytes of UTF-8 without control characters, there are 1 to 16 roles,
// region and agency are names, and the agency lies in the region.
std::string WhatIsMalformedIn(const Caller& caller);

// Also whether roles and person agree: the roles are known; a platform has no person and no other
// role; whoever acts in any other role but `public` is a person, since four eyes rest on it.
std::string WhatIsWrongWith(const Caller& caller);

}  // namespace clearbudget::identity
