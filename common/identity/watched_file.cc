#include "common/identity/watched_file.h"

#include <sys/stat.h>

#include <chrono>
#include <fstream>

#include "common/errors/error.h"

namespace clearbudget::identity {

absl::StatusOr<std::string> ReadSmallFile(const std::string& file, std::size_t most_bytes) {
  const auto unusable = [&](const char* cause) {
    return errors::Error(errors::Reason::kConfigurationInvalid, {{"name", file}, {"cause", cause}});
  };
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unusable("cannot be read");
  std::string text(most_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return unusable("cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > most_bytes) return unusable("is too long");
  return text;
}

WatchedFile::Version WatchedFile::VersionNow() const {
  struct stat about {};
  if (stat(file_.c_str(), &about) != 0) return {};
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  return {.device = about.st_dev,
          .inode = about.st_ino,
          .size = about.st_size,
          .changed_ns = about.st_mtim.tv_sec * kNanosecondsPerSecond + about.st_mtim.tv_nsec};
}

bool WatchedFile::HasChanged(ports::Instant now) {
  // A clock that was set back does not put off the next look.
  if (now >= last_look_ && now - last_look_ < std::chrono::seconds(1)) return false;
  last_look_ = now;
  const Version version = VersionNow();
  if (seen_ == version) return false;
  seen_ = version;
  return true;
}

}  // namespace clearbudget::identity
