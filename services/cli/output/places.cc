#include "services/cli/output/places.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "absl/strings/cord.h"
#include "absl/strings/str_split.h"

namespace clearbudget::cli {
namespace {

// Each place is a line: line and column, blanks between, then the file.
constexpr const char* kPlacesPayload = "clearbudget/places";

size_t NumberOf(std::string_view text) {
  size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string ToText(const Place& place) {
  if (place.location.line == 0) return place.file;
  return fmt::format("{}:{}:{}", place.file, place.location.line, place.location.column);
}

absl::Status WithPlaces(absl::Status status, const std::vector<Place>& places) {
  if (status.ok() || places.empty()) return status;
  std::string encoded;
  for (const Place& place : places) {
    encoded.append(fmt::format("{} {} {}\n", place.location.line, place.location.column, place.file));
  }
  status.SetPayload(kPlacesPayload, absl::Cord(encoded));
  return status;
}

std::vector<Place> PlacesOf(const absl::Status& status) {
  std::vector<Place> places;
  const auto payload = status.GetPayload(kPlacesPayload);
  if (!payload.has_value()) return places;
  for (const auto line : absl::StrSplit(std::string(*payload), '\n', absl::SkipEmpty())) {
    const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits(' ', 2));
    if (parts.size() == 3) places.push_back({parts[2], {NumberOf(parts[0]), NumberOf(parts[1])}});
  }
  return places;
}

}  // namespace clearbudget::cli
