#pragma once

#include <string>
#include <vector>

#include "services/disclosure/domain/composition.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// A code that makes a row.
struct RowCode {
  std::string code;
  std::string label;  // Empty where the list does not know the code.
  int level = 0;
};

struct RowCodes {
  std::vector<RowCode> codes;
  // True: of some record it is not known whether it counts, so that a row may be missing.
  bool uncertain = false;
};

// The codes that make rows: those of the records, with the codes above them, at the levels asked for; or all
// codes of the list at those levels. In order of codes where a code's parent is its prefix, else in the order
// of the pack.
RowCodes CodesOf(const OutlineCodes& source, const Composition& composition, const rules::Scope& outer);

}  // namespace clearbudget::disclosure
