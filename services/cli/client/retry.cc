#include "services/cli/client/retry.h"

#include <algorithm>
#include <optional>

#include "common/errors/error.h"

namespace clearbudget::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{100};
constexpr milliseconds kLongestPause{3000};

}  // namespace

bool IsWorthRepeating(const absl::Status& status) {
  if (absl::IsUnavailable(status)) return true;
  const std::optional<errors::Reason> reason = errors::ReasonOf(status);
  return reason == errors::Reason::kStoreQueueFull || reason == errors::Reason::kServerBusy ||
         reason == errors::Reason::kOperationConflict;
}

absl::Status Retry::Run(ports::Instant deadline, const std::function<absl::Status()>& call,
                        const std::function<void()>& waiting) const {
  for (milliseconds pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
    absl::Status status = call();
    if (status.ok() || !IsWorthRepeating(status) || clock_.Now() + pause >= deadline) return status;
    waiting();
    pause_(pause);
  }
}

}  // namespace clearbudget::cli
