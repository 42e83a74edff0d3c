#include "services/cli/output/file_writer.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "services/cli/input/arguments.h"

namespace clearbudget::cli {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return UsageError(
      "", {{"--out", path, errors::Reason::kReferenceUnknown, "可写的目录", "a folder that can be written"}});
}

}  // namespace

absl::Status WriteFile(const std::string& folder, const std::string& name, std::string_view bytes) {
  // The name comes from a server; it must not lead out of the folder.
  if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos)
    return CannotWrite(name);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::filesystem::path path = std::filesystem::path(folder) / name;
  const std::filesystem::path beside = path.string() + ".part-" + std::to_string(getpid());
  {
    std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) {
      std::filesystem::remove(beside, error);
      return CannotWrite(path.string());
    }
  }
  std::filesystem::rename(beside, path, error);
  if (!error) return absl::OkStatus();
  std::filesystem::remove(beside, error);
  return CannotWrite(path.string());
}

}  // namespace clearbudget::cli
