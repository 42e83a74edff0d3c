// Where in a file each violation of an error stands.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/contract/notation.h"

namespace clearbudget::cli {

struct Place {
  std::string file = {};
  contract::Location location = {};  // Line 0 stands for the file as a whole.

  bool operator==(const Place&) const = default;
};

// "budget.yaml:12:5", or "budget.yaml" for the file as a whole.
std::string ToText(const Place& place);

// The same status, with a place for each of its violations, in their order.
absl::Status WithPlaces(absl::Status status, const std::vector<Place>& places);

// As many as the status has violations, or none where no place is known.
std::vector<Place> PlacesOf(const absl::Status& status);

}  // namespace clearbudget::cli
