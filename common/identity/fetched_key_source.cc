#include "common/identity/fetched_key_source.h"

#include <algorithm>
#include <utility>

#include "common/errors/error.h"
#include "common/observability/log.h"

namespace clearbudget::identity {
namespace {

absl::Status CannotTell() {
  return errors::Error(errors::Reason::kBackendUnavailable, {{"backend", "identity provider"}});
}

}  // namespace

FetchedKeySource::FetchedKeySource(std::string name, Fetch fetch, const ports::Clock& clock,
                                   const RefreshTimes& times)
    : name_(std::move(name)),
      fetch_(std::move(fetch)),
      clock_(clock),
      times_(times),
      due_(clock.Now()),
      thread_(&FetchedKeySource::Run, this) {}

FetchedKeySource::~FetchedKeySource() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

absl::StatusOr<std::shared_ptr<const IssuerKey>> FetchedKeySource::Find(std::string_view key_id) {
  const ports::Instant now = clock_.Now();
  const std::lock_guard lock(mutex_);
  if (keys_ == nullptr || now - read_at_ > times_.max_stale) return CannotTell();
  if (auto key = keys_->Find(key_id)) return key;
  if (!fetching_ && now - last_attempt_ >= times_.early) DueAt(now);
  if (fetching_ || last_failed_ || due_.load() <= now) return CannotTell();
  return errors::Error(errors::Reason::kCredentialsInvalid,
                       {{"cause", "its key (kid) is not one of its issuer"}});
}

void FetchedKeySource::Look() {
  if (clock_.Now() < due_.load(std::memory_order_relaxed)) return;
  // With the lock, so that the thread is not just about to wait.
  const std::lock_guard lock(mutex_);
  wake_.notify_one();
}

void FetchedKeySource::DueAt(ports::Instant due) {
  due_ = due;
  wake_.notify_one();
}

void FetchedKeySource::Run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    const ports::Instant now = clock_.Now();
    if (now < due_.load()) {
      wake_.wait_for(lock, due_.load() - now);
      continue;
    }
    fetching_ = true;
    last_attempt_ = now;
    due_ = ports::Instant::max();
    lock.unlock();
    const absl::StatusOr<FetchedDocument> fetched = fetch_(stop_);
    lock.lock();
    fetching_ = false;
    if (!stop_) Take(fetched, now);
  }
}

void FetchedKeySource::Take(const absl::StatusOr<FetchedDocument>& fetched, ports::Instant began) {
  if (!fetched.ok()) return FailedBecause(errors::MetadataOf(fetched.status())["cause"], began);
  absl::StatusOr<KeySet> keys = KeySet::Parse(fetched->body);
  if (!keys.ok()) return FailedBecause(errors::MetadataOf(keys.status())["cause"], began);
  if (keys_ != nullptr) keys->Succeed(*keys_);
  keys_ = std::make_shared<const KeySet>(*std::move(keys));
  read_at_ = began;
  last_failed_ = false;
  due_ = began + std::clamp(fetched->max_age.value_or(times_.usual), times_.shortest, times_.longest);
  observability::Log(observability::Level::kInfo, "keys_fetched",
                     {{"from", std::string_view(name_)}, {"keys", static_cast<std::int64_t>(keys_->size())}});
}

void FetchedKeySource::FailedBecause(const std::string& cause, ports::Instant began) {
  last_failed_ = true;
  due_ = began + times_.early;
  observability::Log(observability::Level::kWarning, "keys_not_fetched",
                     {{"from", std::string_view(name_)}, {"cause", std::string_view(cause)}});
}

}  // namespace clearbudget::identity
