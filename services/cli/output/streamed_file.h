#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::cli {

// A file that comes in parts, and takes its place only when all have come. One that is not finished is
// removed.
class StreamedFile {
 public:
  // Makes the folder where it is missing.
  explicit StreamedFile(const std::string& path);
  ~StreamedFile();
  StreamedFile(const StreamedFile&) = delete;
  StreamedFile& operator=(const StreamedFile&) = delete;

  // Errors of both: UsageError for a file that cannot be written.
  absl::Status Append(std::string_view bytes);
  absl::Status Finish();

  std::int64_t size() const { return size_; }

 private:
  std::string path_;
  std::string beside_;
  std::ofstream stream_;
  std::int64_t size_ = 0;
};

}  // namespace clearbudget::cli
