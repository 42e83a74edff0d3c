#include "common/identity/file_key_source.h"

#include <chrono>
#include <utility>

#include "common/errors/error.h"
#include "common/observability/log.h"

namespace clearbudget::identity {

FileKeySource::FileKeySource(const std::string& file, Parse parse, const ports::Clock& clock)
    : parse_(std::move(parse)), clock_(clock), last_look_(ports::Instant()), file_(file) {}

absl::StatusOr<std::unique_ptr<FileKeySource>> FileKeySource::Load(const std::string& file, Parse parse,
                                                                   const ports::Clock& clock) {
  std::unique_ptr<FileKeySource> source(new FileKeySource(file, std::move(parse), clock));
  static_cast<void>(source->file_.HasChanged(clock.Now()));
  if (absl::Status status = source->Read(); !status.ok()) return status;
  if (source->keys_.size() == 0) {
    return errors::Error(errors::Reason::kConfigurationInvalid,
                         {{"name", file}, {"cause", "there is no key in it that can be used"}});
  }
  return source;
}

absl::Status FileKeySource::Read() {
  const auto failed = [&](const std::string& cause) {
    return errors::Error(errors::Reason::kConfigurationInvalid, {{"name", file_.file()}, {"cause", cause}});
  };
  const absl::StatusOr<std::string> text = ReadSmallFile(file_.file(), kLongestKeySet);
  if (!text.ok()) return text.status();
  absl::StatusOr<KeySet> keys = parse_(*text);
  if (!keys.ok()) return failed(errors::MetadataOf(keys.status())["cause"]);
  keys->Succeed(keys_);
  keys_ = *std::move(keys);
  return absl::OkStatus();
}

void FileKeySource::Look() {
  const ports::Instant now = clock_.Now();
  const ports::Instant last = last_look_.load(std::memory_order_relaxed);
  // A clock that was set back does not put off the next look.
  if (now >= last && now - last < std::chrono::seconds(1)) return;
  const std::lock_guard lock(mutex_);
  last_look_.store(now, std::memory_order_relaxed);
  if (!file_.HasChanged(now)) return;
  if (absl::Status status = Read(); !status.ok()) {
    observability::Log(observability::Level::kError, "keys_not_reloaded",
                       {{"file", std::string_view(file_.file())},
                        {"cause", std::string_view(errors::MetadataOf(status)["cause"])}});
    return;
  }
  observability::Log(
      observability::Level::kInfo, "keys_reloaded",
      {{"file", std::string_view(file_.file())}, {"keys", static_cast<std::int64_t>(keys_.size())}});
}

absl::StatusOr<std::shared_ptr<const IssuerKey>> FileKeySource::Find(std::string_view key_id) {
  Look();
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const IssuerKey> key = keys_.Find(key_id);
  if (key == nullptr) {
    return errors::Error(errors::Reason::kCredentialsInvalid,
                         {{"cause", "its key (kid) is not one of its issuer"}});
  }
  return key;
}

}  // namespace clearbudget::identity
