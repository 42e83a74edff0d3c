// What every reason means: its canonical code and its texts. This is the one place where texts of errors
// stand.
//
// A text has placeholders in braces, filled from the error's metadata. A part in square brackets is left out
// where one of its placeholders has no value: "not found[: {name}]".
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/errors/error.h"
#include "common/errors/reason.h"

namespace clearbudget::errors {

struct CatalogueRow {
  Reason reason;
  std::string_view name;
  absl::StatusCode code;
  std::string_view chinese;
  std::string_view english;
};

const CatalogueRow& RowOf(Reason reason);

// How many rows there are; the reasons are 0 to count - 1.
int CatalogueSize();

std::string ChineseText(Reason reason, const Metadata& metadata);
std::string EnglishText(Reason reason, const Metadata& metadata);

// One line for people, such as `amounts[0]: AMOUNT_MALFORMED: given "1e6", expected …`, without the path.
std::string ChineseText(const Violation& violation);
std::string EnglishText(const Violation& violation);

}  // namespace clearbudget::errors
