// Keys in a file.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/key_set.h"
#include "common/identity/key_source.h"
#include "common/identity/watched_file.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// What changes in the file holds within a second. A file that cannot be used any more is logged, and the keys
// before it stay.
class FileKeySource final : public KeySource {
 public:
  using Parse = std::function<absl::StatusOr<KeySet>(std::string_view text)>;

  // Errors: CONFIGURATION_INVALID for a file that cannot be read or understood, or that has no key that
  // can be used. The clock lives longer.
  static absl::StatusOr<std::unique_ptr<FileKeySource>> Load(const std::string& file, Parse parse,
                                                             const ports::Clock& clock);

  absl::StatusOr<std::shared_ptr<const IssuerKey>> Find(std::string_view key_id) override;
  void Look() override;

 private:
  FileKeySource(const std::string& file, Parse parse, const ports::Clock& clock);
  absl::Status Read();

  Parse parse_;
  const ports::Clock& clock_;
  std::atomic<ports::Instant> last_look_;
  std::mutex mutex_;
  WatchedFile file_;
  KeySet keys_;
};

}  // namespace clearbudget::identity
