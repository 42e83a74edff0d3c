#include "services/cli/output/file_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "services/cli/input/arguments.h"

namespace clearbudget::cli {
namespace {

constexpr mode_t kForOwner = 0600;
constexpr mode_t kForAll = 0666;  // Less what the user's umask takes away.

absl::Status CannotWrite(const std::string& path) {
  return UsageError(
      "", {{"--out", path, errors::Reason::kReferenceUnknown, "可写的目录", "a folder that can be written"}});
}

// False where the file cannot be written whole.
bool WriteNew(const std::string& path, std::string_view bytes, mode_t mode) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return false;
  bool whole = true;
  while (whole && !bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    whole = written > 0;
    if (whole) bytes.remove_prefix(static_cast<size_t>(written));
  }
  return close(descriptor) == 0 && whole;
}

}  // namespace

absl::Status WriteFile(const std::string& folder, const std::string& name, std::string_view bytes,
                       FileReaders readers) {
  // The name comes from a server; it must not lead out of the folder.
  if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos)
    return CannotWrite(name);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::filesystem::path path = std::filesystem::path(folder) / name;
  const std::filesystem::path beside = path.string() + ".part-" + std::to_string(getpid());
  // What an earlier program of the same number left behind.
  std::filesystem::remove(beside, error);
  if (!WriteNew(beside, bytes, readers == FileReaders::kOwner ? kForOwner : kForAll)) {
    std::filesystem::remove(beside, error);
    return CannotWrite(path.string());
  }
  std::filesystem::rename(beside, path, error);
  if (!error) return absl::OkStatus();
  std::filesystem::remove(beside, error);
  return CannotWrite(path.string());
}

}  // namespace clearbudget::cli
