// What the TLS library last complained of.
#pragma once

#include <string>

namespace clearbudget::gateway {

// The oldest error of this thread as one of the library's fixed texts, such as "key values mismatch"; takes
// all errors away, so that the next one is not mistaken for them.
std::string TakeTlsError();

}  // namespace clearbudget::gateway
