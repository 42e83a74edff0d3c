#include "services/cli/output/streamed_file.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "services/cli/input/arguments.h"

namespace clearbudget::cli {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return UsageError(
      "", {{"--out", path, errors::Reason::kReferenceUnknown, "可写的文件", "a file that can be written"}});
}

}  // namespace

StreamedFile::StreamedFile(const std::string& path)
    : path_(path), beside_(path + ".part-" + std::to_string(getpid())) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  stream_.open(beside_, std::ios::binary | std::ios::trunc);
}

StreamedFile::~StreamedFile() {
  if (beside_.empty()) return;
  std::error_code error;
  stream_.close();
  std::filesystem::remove(beside_, error);
}

absl::Status StreamedFile::Append(std::string_view bytes) {
  stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream_) return CannotWrite(path_);
  size_ += static_cast<std::int64_t>(bytes.size());
  return absl::OkStatus();
}

absl::Status StreamedFile::Finish() {
  stream_.close();
  if (!stream_) return CannotWrite(path_);
  std::error_code error;
  std::filesystem::rename(beside_, path_, error);
  if (error) return CannotWrite(path_);
  beside_.clear();
  return absl::OkStatus();
}

}  // namespace clearbudget::cli
