#pragma once

#include <string>
#include <string_view>

namespace clearbudget::submission {

// What is left of a person's name when everything is taken away that two writings of one name may differ in:
// blanks of every width and invisible characters are dropped, full-width forms of ASCII become ASCII, and
// ASCII letters become lower case. It may hold two people for one, never one for two. Empty for nobody.
std::string PersonKey(std::string_view person);

// False where either is nobody.
bool SamePerson(std::string_view left, std::string_view right);

}  // namespace clearbudget::submission
