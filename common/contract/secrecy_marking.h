// State secrets may not enter the system: finds the marking that papers with secrets bear (国家秘密标志).
#pragma once

#include <string_view>

namespace clearbudget::contract {

// True where a text holds a level of secrecy, 绝密, 机密 or 秘密, that is marked as one:
//   - with a star beside it: 机密★, 绝密★30年, ★秘密; or
//   - with the period of secrecy behind it: 秘密10年, 机密（5个月）, 绝密：长期, where the level does not end
//   a longer
//     word, so that 商业秘密10年 is none.
// Characters count in any width and in either script (絕密, １０年, 十年); spaces and invisible characters
// between them do not count. The words alone are no marking: texts on the keeping of secrets are allowed. The
// form of the marking is that of the Measures for the Administration of National Secret Markings; the second
// form is how clerks retype it.
bool BearsSecrecyMarking(std::string_view text);

}  // namespace clearbudget::contract
