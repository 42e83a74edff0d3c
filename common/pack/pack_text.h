// One file of a pack, read strictly: what the text format would let pass and a careful author would not write
// is refused with file and line.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clearbudget/pack/v1/pack.pb.h"

namespace clearbudget::pack {

// Where the parts of a pack were written: "rules/<id>" and the like to "rules.textproto:12".
using Locations = std::map<std::string, std::string, std::less<>>;

struct PackText {
  clearbudget::pack::v1::Pack content;
  Locations locations;
};

// The place that Locations gives for a kind ("rules", "definitions", "lists", "tables", "outlines", ...) and
// an id.
std::string LocationKey(std::string_view kind, std::string_view id);

// Errors: INVALID_ARGUMENT, one line a problem, each with file and line. Refused: what the text format
// refuses, invalid UTF-8, whole numbers with leading zeros or in other bases, and two parts of a kind with
// one id.
absl::StatusOr<PackText> ReadPackText(std::string_view file_name, std::string_view text);

// Adds a part to what other files of the same pack hold. Errors: INVALID_ARGUMENT where both hold a part of a
// kind with one id, or both state a field of the head.
absl::Status MergePackText(const PackText& part, PackText& whole);

}  // namespace clearbudget::pack
