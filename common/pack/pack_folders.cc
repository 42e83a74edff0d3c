#include "common/pack/pack_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/pack/resolver.h"

namespace clearbudget::pack {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) return absl::NotFoundError(fmt::format("{} cannot be read", path.string()));
  return text;
}

// Entries in order of their names, so that what a pack says does not depend on the file system.
absl::StatusOr<std::vector<fs::path>> SortedEntries(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    entries.push_back(it->path());
  }
  if (error)
    return absl::NotFoundError(
        fmt::format("the folder {} cannot be read: {}", folder.string(), error.message()));
  std::sort(entries.begin(), entries.end());
  return entries;
}

absl::StatusOr<PackText> ReadPackFolder(const fs::path& folder) {
  absl::StatusOr<std::vector<fs::path>> files = SortedEntries(folder);
  if (!files.ok()) return files.status();
  PackText whole;
  for (const fs::path& file : *files) {
    if (file.extension() != ".textproto") continue;
    absl::StatusOr<std::string> text = ReadFile(file);
    if (!text.ok()) return text.status();
    const std::string shown = (folder.filename() / file.filename()).string();
    absl::StatusOr<PackText> part = ReadPackText(shown, *text);
    if (!part.ok()) return part.status();
    if (absl::Status status = MergePackText(*part, whole); !status.ok()) return status;
  }
  return whole;
}

}  // namespace

absl::StatusOr<std::vector<std::shared_ptr<const CompiledPack>>> LoadPacks(const std::string& folder) {
  absl::StatusOr<std::vector<fs::path>> entries = SortedEntries(folder);
  if (!entries.ok()) return entries.status();
  const FindPack find = [&](const std::string& id) -> absl::StatusOr<PackText> {
    if (!fs::is_directory(fs::path(folder) / id)) {
      return absl::NotFoundError(fmt::format("there is no pack '{}' in {}", id, folder));
    }
    return ReadPackFolder(fs::path(folder) / id);
  };
  std::vector<std::shared_ptr<const CompiledPack>> packs;
  for (const fs::path& entry : *entries) {
    if (!fs::is_directory(entry)) continue;
    absl::StatusOr<ResolvedText> resolved = Resolve(entry.filename().string(), find);
    if (!resolved.ok()) return resolved.status();
    absl::StatusOr<std::shared_ptr<const CompiledPack>> compiled = CompiledPack::Compile(
        std::move(resolved->content), resolved->locations, std::move(resolved->ancestors));
    if (!compiled.ok()) return compiled.status();
    packs.push_back(*std::move(compiled));
  }
  return packs;
}

}  // namespace clearbudget::pack
