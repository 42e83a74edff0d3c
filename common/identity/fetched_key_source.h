// Keys that a provider publishes, kept by a thread of their own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "absl/status/statusor.h"
#include "common/identity/https_fetch.h"
#include "common/identity/key_set.h"
#include "common/identity/key_source.h"
#include "common/ports/clock.h"

namespace clearbudget::identity {

// How often keys are fetched, and how long they are believed.
struct RefreshTimes {
  std::chrono::seconds usual = std::chrono::minutes(10);  // where the provider does not say
  std::chrono::seconds shortest = std::chrono::seconds(60);
  std::chrono::seconds longest = std::chrono::hours(24);
  // After a failure, and between two fetches because of an unknown key.
  std::chrono::seconds early = std::chrono::seconds(30);
  // Keys that could not be fetched again for so long are believed no more.
  std::chrono::seconds max_stale = std::chrono::hours(24);
};

// Callers never wait for the network: until keys are there, and while an unknown key may have been added,
// Find answers BACKEND_UNAVAILABLE.
class FetchedKeySource final : public KeySource {
 public:
  // Runs on the source's thread, one at a time; ends early when the flag is set.
  using Fetch = std::function<absl::StatusOr<FetchedDocument>(const std::atomic<bool>& stop)>;

  // Begins to fetch. The name stands for the source in the log. The clock lives longer.
  FetchedKeySource(std::string name, Fetch fetch, const ports::Clock& clock, const RefreshTimes& times = {});
  // Waits for a fetch that is under way, which the flag ends.
  ~FetchedKeySource() override;

  absl::StatusOr<std::shared_ptr<const IssuerKey>> Find(std::string_view key_id) override;
  void Look() override;

 private:
  void Run();
  void Take(const absl::StatusOr<FetchedDocument>& fetched, ports::Instant began);
  void FailedBecause(const std::string& cause, ports::Instant began);
  void DueAt(ports::Instant due);

  const std::string name_;
  const Fetch fetch_;
  const ports::Clock& clock_;
  const RefreshTimes times_;

  std::atomic<bool> stop_ = false;
  std::atomic<ports::Instant> due_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool fetching_ = false;
  bool last_failed_ = false;
  ports::Instant last_attempt_ = {};
  ports::Instant read_at_ = {};
  std::shared_ptr<const KeySet> keys_;  // null until they were fetched once

  std::thread thread_;  // last, since it uses all of the above
};

}  // namespace clearbudget::identity
