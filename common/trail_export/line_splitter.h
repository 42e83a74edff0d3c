// Cuts bytes that come in pieces of any size into lines, with memory for one line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::trail_export {

// No line of an export is longer, so that each fits into one message of a stream.
inline constexpr std::size_t kLongestLineBytes = std::size_t{1} << 20U;

class LineSplitter {
 public:
  // Takes a line without its line feed, and its number from 1; an error ends the splitting.
  using Sink = std::function<absl::Status(std::string_view line, std::int64_t number)>;

  explicit LineSplitter(Sink sink) : sink_(std::move(sink)) {}

  // Errors: those of the sink; INVALID_REQUEST with the number of a line that is too long.
  absl::Status Feed(std::string_view bytes);
  // After the last piece. Errors: INVALID_REQUEST where the last line has no line feed, as in a file that was
  // cut.
  absl::Status Finish() const;

 private:
  std::string begun_;
  std::int64_t number_ = 0;
  Sink sink_;
};

}  // namespace clearbudget::trail_export
