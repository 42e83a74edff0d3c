#include "common/trail_store/checkpoint_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "common/errors/error.h"

namespace clearbudget::trail_store {
namespace {

absl::Status Failed(std::string_view what, const std::string& path) {
  return errors::WithReason(
      absl::UnavailableError(fmt::format("{} {}: {}", what, path, std::strerror(errno))),
      errors::Reason::kStoreUnavailable);
}

// Closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool IsOpen() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

// The entries of a folder are on the disk only once the folder itself is.
absl::Status SyncFolder(const std::string& path) {
  const Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.IsOpen() || fsync(folder.number()) != 0) return Failed("cannot sync", path);
  return absl::OkStatus();
}

absl::Status MakeFolder(const std::string& parent, const std::string& path) {
  if (mkdir(path.c_str(), 0777) == 0) return SyncFolder(parent);
  return errno == EEXIST ? absl::OkStatus() : Failed("cannot make", path);
}

absl::Status WriteSynced(const std::string& path, std::string_view bytes) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.IsOpen()) return Failed("cannot write", path);
  while (!bytes.empty()) {
    const ssize_t written = write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file.number()) == 0 ? absl::OkStatus() : Failed("cannot sync", path);
}

bool Exists(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0;
}

}  // namespace

absl::Status CheckpointFolder::Keep(const trail::Checkpoint& checkpoint, const std::string& note) const {
  std::string log = checkpoint.origin;
  std::replace(log.begin(), log.end(), '/', '_');
  const std::string folder = fmt::format("{}/{}", folder_, log);
  const std::string path = fmt::format("{}/{}.note", folder, checkpoint.tree_size);
  if (Exists(path)) return absl::OkStatus();
  if (absl::Status made = MakeFolder(folder_, folder); !made.ok()) return made;
  const std::string unfinished = path + ".unfinished";
  if (absl::Status written = WriteSynced(unfinished, note); !written.ok()) return written;
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) return Failed("cannot rename to", path);
  return SyncFolder(folder);
}

}  // namespace clearbudget::trail_store
