// The canonical form of a record: one text for all records that state the same. Digests are over it.
//
// It is JSON as RFC 8785 writes it (members sorted by the UTF-16 code units of their names, no spaces, the
// shortest escapes), of this shape:
//   - a record is an object, its members the fields of the contract under their snake_case names;
//   - a fact that is not stated has no member; nor has an empty list, or a record that states nothing;
//   - an amount is a string with two decimal places, "516000.00"; a number a string without trailing zeros,
//   "95.5";
//     a date a string YYYY-MM-DD; text, codes and symbols are strings, kept character by character;
//   - a boolean is true or false; an integer is a JSON number, or a string beyond ±2^53;
//   - the elements of a list whose type has key fields are sorted by the keys, in the order of the contract:
//   each
//     compared as the text above in byte order, one that is not stated before all others. Elements of other
//     lists keep their order, and an element that states nothing is {};
//   - instants of the system are left out.
#pragma once

#include <compare>
#include <string>

#include "common/facts/record.h"

namespace clearbudget::facts {

std::string CanonicalJson(const Record& record);

// The order of elements in the canonical form. Both are of one type; equivalent where that has no keys.
std::weak_ordering CompareKeys(const Record& left, const Record& right);

}  // namespace clearbudget::facts
