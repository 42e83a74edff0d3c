#include "services/cli/input/kept_checkpoints.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "common/trail/note.h"
#include "services/cli/input/arguments.h"
#include "services/cli/input/file_text.h"

namespace clearbudget::cli {
namespace {

using trail_export::OutsideCheckpoint;

absl::Status CannotRead(const std::string& place) {
  return UsageError("verify", {{"--checkpoint", place, errors::Reason::kReferenceUnknown,
                                "检查点文件（.note），或含有此类文件的目录",
                                "a checkpoint's file (.note), or a folder of them"}});
}

absl::Status ReadOne(const std::string& path, bool chosen, std::vector<OutsideCheckpoint>& read) {
  absl::StatusOr<std::string> note = ReadTextFile(path, trail::kLargestNoteBytes);
  if (!note.ok()) return CannotRead(path);
  read.push_back({.name = path, .note = *std::move(note), .chosen = chosen});
  return absl::OkStatus();
}

absl::Status ReadFolder(const std::string& folder, std::vector<OutsideCheckpoint>& read) {
  std::error_code error;
  std::vector<std::string> files;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".note") files.push_back(entry->path().string());
  }
  if (error || files.empty()) return CannotRead(folder);
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (absl::Status status = ReadOne(file, false, read); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<OutsideCheckpoint>> ReadKeptCheckpoints(const std::vector<std::string>& places) {
  std::vector<OutsideCheckpoint> read;
  for (const std::string& place : places) {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(place, error);
    const absl::Status status = folder ? ReadFolder(place, read) : ReadOne(place, true, read);
    if (!status.ok()) return status;
  }
  return read;
}

}  // namespace clearbudget::cli
